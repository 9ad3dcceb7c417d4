// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one call of a client means for its next. */
class AttemptsAcrossCallsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeTime time = new FakeTime();
  private final CoolDowns coolDowns = new CoolDowns(Duration.ofMinutes(30), time);

  private Attempts attempts(RetrySettings settings) {
    return new Attempts(settings, RateLimiter.unlimited(), coolDowns, new Events(List.of()), time);
  }

  /** A call of its own, which is answered once these failures are through. */
  private CallRecord make(
      Attempts attempts, String apiKey, RetrySettings settings, NomyoException... failures) {
    CallRecord call =
        new CallRecord(
            "id-1",
            Optional.of(ApiKey.of(apiKey)),
            Deadline.after(Duration.ofHours(1), time),
            time);
    attempts.make(call, settings, new ScriptedWork(failures));
    return call;
  }

  private static NomyoException refused() {
    return new ApiConnectionException("refused", "id-1", true, null);
  }

  private static NomyoException tooMany() {
    return new RateLimitException(null, null, null);
  }

  private static NomyoException unavailable() {
    return new ServiceUnavailableException(null, null, null);
  }

  @Test
  void callsEarnRetries_forTheNextOnes() {
    RetrySettings settings = RetrySettings.builder().budget(0.5, 1).build();
    Attempts attempts = attempts(settings);
    make(attempts, "k", settings, refused());
    assertThrows(
        ApiConnectionException.class,
        () -> make(attempts, "k", settings, refused()),
        "half a retry is none");
    assertEquals(2, make(attempts, "k", settings, refused()).attempts().size());
  }

  @Test
  void answer_endsTheRowOfRefusals() {
    RetrySettings settings = RetrySettings.DEFAULT;
    Attempts attempts = attempts(settings);
    make(attempts, "k", settings, tooMany());
    assertEquals(3, make(attempts, "k", settings, tooMany(), unavailable()).attempts().size());
    assertEquals(Optional.empty(), coolDowns.longestLeft());
  }

  @Test
  void coolDown_isThatOfTheApiKey() {
    RetrySettings settings = RetrySettings.DEFAULT;
    Attempts attempts = attempts(settings);
    assertThrows(
        ServiceUnavailableException.class,
        () -> make(attempts, "k", settings, tooMany(), tooMany(), unavailable()));
    assertEquals(1, make(attempts, "another", settings).attempts().size());
    CoolDownException held =
        assertThrows(CoolDownException.class, () -> make(attempts, "k", settings));
    assertEquals(Optional.of("id-1"), held.payloadId());
  }

  /** So that clients which failed at the same moment do not come back at the same moment. */
  @Test
  void delays_varyByAQuarter() {
    RetrySettings settings = RetrySettings.builder().firstDelay(SECOND).budget(1, 1).build();
    Attempts attempts = attempts(settings);
    for (int i = 0; i < 100; i++) {
      make(attempts, "k", settings, refused());
    }
    List<Duration> delays = time.sleeps();
    assertEquals(100, delays.size());
    assertTrue(
        delays.stream().allMatch(delay -> delay.toMillis() >= 750 && delay.toMillis() <= 1250),
        delays.toString());
    assertTrue(delays.stream().distinct().count() > 50, delays.toString());
    assertTrue(delays.stream().anyMatch(delay -> delay.compareTo(SECOND) < 0), delays.toString());
    assertTrue(delays.stream().anyMatch(delay -> delay.compareTo(SECOND) > 0), delays.toString());
  }
}
