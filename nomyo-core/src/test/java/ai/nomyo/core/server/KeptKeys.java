// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.JsonCodec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Caches of a router's key under a clock and a network that a test moves. */
final class KeptKeys {

  static final Duration LIFETIME = Duration.ofMinutes(60);

  final FakeKeyEndpoint transport = new FakeKeyEndpoint();
  final FakeBackground background = new FakeBackground();
  final Router router = router(transport, background);

  /** One whose keys are not pinned. */
  static Router router(Transport transport, FakeBackground background) {
    return new Router(
        RouterAddress.of("https://router.example", false),
        transport,
        1 << 20,
        new FakeKeys(),
        new JsonCodec(),
        new ServerKeyPins(List.of()),
        background.time());
  }

  ServerKeyCache keepingFor(Duration lifetime) {
    return new ServerKeyCache(
        router, lifetime, Timeouts.DEFAULT, new Events(List.of()), background.time(), background);
  }

  static Call call(@Nullable String payloadId) {
    return new Call(
        payloadId, Timeouts.DEFAULT, Deadline.after(Duration.ofMinutes(5), Time.SYSTEM));
  }

  static void assertLent(int keyNumber, boolean cached, ServerKey lent) {
    assertEquals(FakeKeyEndpoint.spki(keyNumber), lent.key().key().spki());
    assertEquals(cached, lent.cached());
  }

  void assertFetches(int expected) {
    assertEquals(expected, transport.fetches.get());
  }
}
