// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TrustOnFirstUseTest {

  private static final String URL = "https://router.example";
  private static final String FIRST = "a".repeat(64);
  private static final String SECOND = "b".repeat(64);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final FakeKnownServers servers = new FakeKnownServers();
  private final RouterAddress address = RouterAddress.of(URL, false);

  private TrustOnFirstUse at(Instant now) {
    return new TrustOnFirstUse(servers, address, new StandingClock(now));
  }

  private record StandingClock(Instant now) implements Time {
    @Override
    public long nanos() {
      throw new UnsupportedOperationException("the time of day is enough");
    }

    @Override
    public boolean await(CountDownLatch signal, Duration longest) {
      throw new UnsupportedOperationException("nothing is waited for");
    }
  }

  @Test
  void firstKey_isRecordedAndAccepted() {
    assertEquals("seen for the first time", at(NOON).judge(FIRST, null));
    assertEquals(Map.of(URL, new KnownKey(new ServerKeyPin(FIRST), NOON)), servers.keys);
  }

  @Test
  void knownKey_isAccepted_withTheTimeItWasRecorded() {
    at(NOON).judge(FIRST, null);
    assertEquals("known since 2026-11-22T12:00:00Z", at(NOON.plusSeconds(99)).judge(FIRST, null));
  }

  @Test
  void anotherKey_isRefused_withBothFingerprintsTheTimeAndTheWayOut_andNotRecorded() {
    at(NOON).judge(FIRST, null);
    SecurityViolationException refused =
        assertThrows(
            SecurityViolationException.class, () -> at(NOON.plusSeconds(1)).judge(SECOND, "id-1"));
    assertEquals(
        "the key of https://router.example differs from the one that is known: expected SHA-256 "
            + FIRST
            + ", known since 2026-11-22T12:00:00Z, seen "
            + SECOND
            + "; nothing was sealed for it. If the router's operator confirms the new key, call me"
            + " about "
            + SECOND
            + " of https://router.example",
        refused.getMessage());
    assertEquals(Optional.of("id-1"), refused.payloadId());
    assertFalse(refused.retryable());
    assertEquals("known since " + NOON, at(NOON).judge(FIRST, null));
  }

  @Test
  void keyOfTheCallers_isComparedWithTheKnownOne_andNeverRecorded() {
    assertEquals("handed over by the caller", at(NOON).judgeUnrecorded(SECOND));
    assertEquals(Map.of(), servers.keys);
    at(NOON).judge(FIRST, null);
    assertEquals("known since " + NOON, at(NOON).judgeUnrecorded(FIRST));
    assertThrows(SecurityViolationException.class, () -> at(NOON).judgeUnrecorded(SECOND));
    servers.failure = new KeyStorageException("file: line 7", null);
    assertThrows(KeyFileException.class, () -> at(NOON).judgeUnrecorded(FIRST));
  }

  @Test
  void spellingOfTheUrl_makesNoRouterUnknown() {
    at(NOON).judge(FIRST, null);
    RouterAddress same = RouterAddress.of("HTTPS://ROUTER.example:443/", false);
    TrustOnFirstUse trust = new TrustOnFirstUse(servers, same, new StandingClock(NOON));
    assertThrows(SecurityViolationException.class, () -> trust.judge(SECOND, null));
  }

  @Test
  void historyThatCannotBeUsed_isAKeyFileError_andNoKeyIsAccepted() {
    servers.failure = new KeyStorageException("file: line 7", null);
    TrustOnFirstUse trust = at(NOON);
    KeyFileException refused =
        assertThrows(KeyFileException.class, () -> trust.judge(FIRST, "id-1"));
    assertEquals("file: line 7", refused.getMessage());
    assertEquals(Optional.of("id-1"), refused.payloadId());
    assertSame(servers.failure, refused.getCause());
  }

  @Test
  void historyIsLookedAt_beforeThereIsAnyKey() {
    servers.warnings.add("a warning with {} in it");
    assertEquals(
        "seen for the first time", TrustOnFirstUse.of(servers, address).judge(FIRST, null));
    servers.failure = new KeyStorageException("file: line 7", null);
    KeyFileException refused =
        assertThrows(KeyFileException.class, () -> TrustOnFirstUse.of(servers, address));
    assertEquals("file: line 7", refused.getMessage());
    assertEquals(Optional.empty(), refused.payloadId());
  }
}
