// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.retry.AttemptTrace;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.SegmentedBytes;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a call learns: whether the router got it, and what is thought of a key handed over. */
class RouterOutcomeTest {

  private static final String PEM = "-----BEGIN PUBLIC KEY-----\nAQID\n-----END PUBLIC KEY-----\n";
  private static final String SHA256 = "010203" + "0".repeat(58);
  private static final CallHeaders HEADERS =
      new CallHeaders("id-1", PEM, Optional.empty(), Optional.empty(), Map.of());

  private final FakeTime time = new FakeTime();
  private final FakeKeys keys = new FakeKeys();

  private Router router(int status, String... pins) {
    Transport transport =
        new Transport() {
          @Override
          public TransportResponse send(TransportRequest request) {
            return TransportResponse.of(status, Map.of(), new byte[0]);
          }

          @Override
          public void close() {}
        };
    return new Router(
        RouterAddress.of("https://router.example", false),
        transport,
        1 << 20,
        keys,
        new JsonCodec(),
        new ServerKeyPins(Stream.of(pins).map(ServerKeyPin::new).toList()),
        time);
  }

  private AttemptTrace complete(Router router) {
    AttemptTrace trace = new AttemptTrace(1, time);
    Call call = new Call("id-1", Timeouts.DEFAULT, Deadline.after(Duration.ofSeconds(30), time));
    try {
      router.complete(new SegmentedBytes(), HEADERS, JsonObject.empty(), call, trace);
    } catch (ServiceUnavailableException refused) {
      assertEquals(Optional.of("id-1"), refused.payloadId());
    }
    return trace;
  }

  /** Retries of unsent requests only, and cool-downs, go by it. */
  @Test
  void requestThatWasAnswered_wasSent_whateverTheStatus() {
    assertTrue(complete(router(200)).ended("").maybeSent());
    assertTrue(complete(router(503)).ended("").maybeSent());
  }

  @Test
  void keyHandedOver_isReadAndJudged() {
    RouterKey unpinned = router(200).keyInPem(PEM);
    assertEquals(Bytes.copyOf(new byte[] {1, 2, 3}), unpinned.key().spki());
    assertEquals(SHA256, unpinned.sha256());
    assertEquals("no pin: any key is accepted", unpinned.trust());
    assertEquals("matches a pin", router(200, SHA256).keyInPem(PEM).trust());
    Router pinned = router(200, "f".repeat(64));
    assertThrows(SecurityViolationException.class, () -> pinned.keyInPem(PEM));
  }

  @Test
  void keyHandedOver_thatCannotBeUsed_isRefused_andNotQuoted() {
    InvalidInputException noPem =
        assertThrows(InvalidInputException.class, () -> router(200).keyInPem("canary"));
    assertTrue(noPem.getMessage().contains("a text of 6 chars"), noPem.getMessage());
    assertFalse(noPem.getMessage().contains("canary"), noPem.getMessage());
    keys.sizeBits = 2047;
    assertThrows(SecurityViolationException.class, () -> router(200).keyInPem(PEM));
    keys.refuses = true;
    assertThrows(InvalidInputException.class, () -> router(200).keyInPem(PEM));
  }
}
