// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.config.ApiKey;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.error.CoolDownException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoolDownsTest {

  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final Optional<ApiKey> ONE = Optional.of(ApiKey.of("one"));
  private static final Optional<ApiKey> OTHER = Optional.of(ApiKey.of("other"));

  private final FakeTime time = new FakeTime();
  private final CoolDowns coolDowns = new CoolDowns(HALF_HOUR, time);

  private Optional<Duration> refused(Optional<ApiKey> key, int status) {
    return coolDowns.refused(key, status, Optional.empty());
  }

  private void block(Optional<ApiKey> key) {
    refused(key, 429);
    refused(key, 429);
    assertEquals(Optional.of(HALF_HOUR), refused(key, 503));
  }

  @Test
  void oneKeysBlock_isNoConcernOfAnother() {
    block(ONE);
    assertThrows(CoolDownException.class, () -> coolDowns.check(ONE, null));
    assertDoesNotThrow(() -> coolDowns.check(OTHER, null));
    assertDoesNotThrow(() -> coolDowns.check(Optional.empty(), null));
  }

  @Test
  void a503WithoutTwo429s_isAnOutage() {
    assertEquals(Optional.empty(), refused(ONE, 503));
    refused(ONE, 429);
    assertEquals(Optional.empty(), refused(ONE, 503));
    assertDoesNotThrow(() -> coolDowns.check(ONE, null));
  }

  @Test
  void answer_beginsTheCountAnew() {
    refused(ONE, 429);
    coolDowns.answered(ONE);
    refused(ONE, 429);
    assertEquals(Optional.empty(), refused(ONE, 503));
  }

  @Test
  void lateNewsOfRequestsSentBefore_doNotEndACoolDown() {
    block(ONE);
    refused(ONE, 429);
    assertThrows(CoolDownException.class, () -> coolDowns.check(ONE, null));
    coolDowns.answered(ONE);
    assertThrows(CoolDownException.class, () -> coolDowns.check(ONE, null));
    time.pass(HALF_HOUR);
    assertEquals(Optional.empty(), refused(ONE, 503), "they do not count towards the next one");
  }

  @Test
  void old429s_areNoPartOfAPattern() {
    refused(ONE, 429);
    refused(ONE, 429);
    time.pass(HALF_HOUR);
    assertEquals(Optional.empty(), refused(ONE, 503));
  }

  @Test
  void otherFailuresBetween_changeNothing() {
    refused(ONE, 429);
    refused(ONE, 500);
    refused(ONE, 429);
    assertEquals(Optional.of(HALF_HOUR), refused(ONE, 503));
  }

  @Test
  void service_saysHowLong_whereItDoes() {
    refused(ONE, 429);
    refused(ONE, 429);
    assertEquals(
        Optional.of(Duration.ofSeconds(90)),
        coolDowns.refused(ONE, 503, Optional.of(Duration.ofSeconds(90))));
    time.pass(Duration.ofSeconds(90));
    assertDoesNotThrow(() -> coolDowns.check(ONE, null));
  }

  @Test
  void service_thatTakesCallsAtOnce_beginsNoCoolDown() {
    refused(ONE, 429);
    refused(ONE, 429);
    assertEquals(Optional.empty(), coolDowns.refused(ONE, 503, Optional.of(Duration.ZERO)));
    assertDoesNotThrow(() -> coolDowns.check(ONE, null));
  }

  @Test
  void service_cannotHoldACallBackForMoreThanADay() {
    refused(ONE, 429);
    refused(ONE, 429);
    assertEquals(
        Optional.of(Duration.ofDays(1)),
        coolDowns.refused(ONE, 503, Optional.of(Duration.ofDays(9999))));
  }

  @Test
  void zero_isNever() {
    CoolDowns none = new CoolDowns(Duration.ZERO, time);
    none.refused(ONE, 429, Optional.empty());
    none.refused(ONE, 429, Optional.empty());
    assertEquals(Optional.empty(), none.refused(ONE, 503, Optional.empty()));
  }

  @Test
  void longestLeft_isOfAllKeys() {
    block(ONE);
    time.pass(Duration.ofMinutes(5));
    block(OTHER);
    assertEquals(Optional.of(HALF_HOUR), coolDowns.longestLeft());
    time.pass(HALF_HOUR);
    assertEquals(Optional.empty(), coolDowns.longestLeft());
  }

  @Test
  void keysThatComeAndGo_areNotKeptForEver() {
    refused(ONE, 429);
    refused(ONE, 429);
    for (int i = 0; i < 10_000; i++) {
      refused(Optional.of(ApiKey.of("key-" + i)), 429);
    }
    assertEquals(Optional.empty(), refused(ONE, 503), "the oldest was forgotten");
  }
}
