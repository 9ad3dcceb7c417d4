// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static ai.nomyo.core.server.FakeKeyEndpoint.spki;
import static ai.nomyo.core.server.KeptKeys.LIFETIME;
import static ai.nomyo.core.server.KeptKeys.assertLent;
import static ai.nomyo.core.server.KeptKeys.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the router's key is kept, and what a refused request makes of it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ServerKeyCacheTest {

  private final KeptKeys keptKeys = new KeptKeys();
  private final FakeKeyEndpoint transport = keptKeys.transport;
  private final FakeBackground background = keptKeys.background;
  private final ServerKeyCache cache = keptKeys.keepingFor(LIFETIME);

  @Nested
  class Lifetime {

    @Test
    void keyIsFetchedOnce_andThenKept() {
      assertLent(1, false, cache.key(call(null)));
      assertLent(1, true, cache.key(call(null)));
      keptKeys.assertFetches(1);
    }

    @Test
    void unusedKey_isNotFetchedAhead_butByTheCallThatFindsItTooOld() {
      cache.key(call(null));
      background.pass(LIFETIME);
      keptKeys.assertFetches(1);
      assertLent(1, false, cache.key(call(null)));
      keptKeys.assertFetches(2);
    }

    @Test
    void keyIsKept_untilItsVeryEnd() {
      cache.key(call(null));
      background.pass(LIFETIME.minusNanos(1));
      assertTrue(cache.key(call(null)).cached());
    }

    @Test
    void usedKey_isFetchedAheadOfItsEnd_whileCallsUseIt() {
      cache.key(call(null));
      cache.key(call(null));
      transport.keyNumber = 2;
      background.pass(Duration.ofMinutes(54).minusNanos(1));
      assertLent(1, true, cache.key(call(null)));
      background.pass(Duration.ofNanos(1));
      assertLent(2, true, cache.key(call(null)));
      keptKeys.assertFetches(2);
      background.pass(Duration.ofMinutes(54));
      keptKeys.assertFetches(3);
    }

    @Test
    void keyThatIsUsedShortlyBeforeItsEnd_isFetchedAtOnce() {
      cache.key(call(null));
      background.pass(Duration.ofMinutes(59));
      cache.key(call(null));
      background.work();
      keptKeys.assertFetches(2);
    }

    @Test
    void keyThatWasReplacedMeanwhile_isNotFetchedAhead() {
      cache.key(call(null));
      cache.key(call(null));
      background.pass(Duration.ofMinutes(30));
      cache.fetch(call(null));
      background.pass(Duration.ofMinutes(30));
      keptKeys.assertFetches(2);
    }

    @Test
    void failureAhead_leavesTheKeyInUse_untilItsEnd() {
      cache.key(call(null));
      cache.key(call(null));
      transport.failure = new TransportException(Kind.CONNECT, false, "refused", null);
      background.pass(Duration.ofMinutes(59));
      assertTrue(cache.key(call(null)).cached());
      background.pass(Duration.ofMinutes(1));
      assertThrows(ApiConnectionException.class, () -> cache.key(call(null)));
      keptKeys.assertFetches(3);
    }

    @Test
    void lifetimeOfZero_fetchesForEveryCall() {
      ServerKeyCache keepingNone = keptKeys.keepingFor(Duration.ZERO);
      assertLent(1, false, keepingNone.key(call(null)));
      assertLent(1, false, keepingNone.key(call(null)));
      keptKeys.assertFetches(2);
    }

    @Test
    void explicitFetch_asksTheRouter_andCallsUseWhatCame() {
      cache.key(call(null));
      transport.keyNumber = 2;
      assertEquals(spki(2), cache.fetch(call(null)).key().spki());
      assertLent(2, true, cache.key(call(null)));
      keptKeys.assertFetches(2);
    }

    @Test
    void closedCache_keepsNothing_andFetchesNothingAhead() {
      cache.key(call(null));
      cache.key(call(null));
      cache.close();
      assertTrue(background.isClosed());
      background.pass(LIFETIME);
      keptKeys.assertFetches(1);
      assertFalse(cache.key(call(null)).cached());
    }

    @Test
    void backgroundThread_isThereFromTheFirstReuse_untilTheClose() throws Exception {
      ServerKeyCache real =
          new ServerKeyCache(
              keptKeys.router, LIFETIME, Timeouts.DEFAULT, new Events(List.of()), Time.SYSTEM);
      real.key(call(null));
      assertEquals(Optional.empty(), backgroundThread());
      real.key(call(null));
      Thread thread = backgroundThread().orElseThrow();
      assertTrue(thread.isDaemon());
      real.close();
      thread.join();
    }

    private static Optional<Thread> backgroundThread() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith(ServerKeyCache.THREAD_NAME))
          .findAny();
    }
  }

  @Nested
  class Refused {

    private final ServerKey fresh = cache.key(call(null));
    private final ServerKey kept = cache.key(call(null));

    @Test
    void keyThatCameFresh_isNotTheReason() {
      transport.keyNumber = 2;
      assertEquals(Optional.empty(), cache.changedSince(fresh, call(null)));
      keptKeys.assertFetches(1);
    }

    @Test
    void keyThatIsStillTheSame_isNotTheReason() {
      assertEquals(Optional.empty(), cache.changedSince(kept, call(null)));
      keptKeys.assertFetches(2);
    }

    @Test
    void keyThatChanged_isReplaced_forThisCallAndTheNext() {
      transport.keyNumber = 2;
      ServerKey changed = cache.changedSince(kept, call(null)).orElseThrow();
      assertEquals(spki(2), changed.key().key().spki());
      assertSame(changed.key(), cache.key(call(null)).key());
      keptKeys.assertFetches(2);
    }

    @Test
    void keyThatWasFetchedSince_isNotFetchedAgain() {
      ServerKey other = cache.key(call(null));
      transport.keyNumber = 2;
      cache.changedSince(kept, call(null));
      assertEquals(spki(2), cache.changedSince(other, call(null)).orElseThrow().key().key().spki());
      keptKeys.assertFetches(2);
    }

    @Test
    void failureToAsk_isTheCalls_andTheKeyStays() {
      transport.status = 503;
      NomyoException failure =
          assertThrows(
              ServiceUnavailableException.class, () -> cache.changedSince(kept, call("call-1")));
      assertEquals(Optional.of("call-1"), failure.payloadId());
      assertTrue(cache.key(call(null)).cached());
    }
  }
}
