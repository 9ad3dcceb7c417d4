// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static ai.nomyo.core.retry.CallsInTime.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.report.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are followed by another attempt, and when. */
class AttemptsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final CallsInTime calls = new CallsInTime();

  private static NomyoException status(int status) {
    return new ApiException(status, null, "id-1", null);
  }

  @Nested
  class Retries {

    static Stream<NomyoException> passing() {
      return Stream.of(
          new RateLimitException(null, null, null),
          new ServerException(null, null, null),
          status(502),
          new ServiceUnavailableException(null, null, null),
          status(504),
          refused());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void failureThatMayPass_isFollowedByAnother(NomyoException failure) {
      assertEquals("answer", calls.make(new ScriptedWork(failure)));
      assertEquals(List.of(SECOND), calls.time.sleeps().stream().filter(s -> !s.isZero()).toList());
    }

    static Stream<NomyoException> lasting() {
      return Stream.of(
          new InvalidRequestException(null, null),
          new AuthenticationException(null, null),
          status(404),
          new InvalidResponseException(200, "x", null),
          new SecurityViolationException("x", null),
          new ApiConnectionException("untrusted", null, false, null),
          new DeadlineExceededException(SECOND, "x", null, null),
          new CallCancelledException(null));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void failureThatStays_isTheCalls(NomyoException failure) {
      ScriptedWork script = new ScriptedWork(failure);
      assertSame(failure, assertThrows(NomyoException.class, () -> calls.make(script)));
      assertEquals(1, script.made);
    }

    @Test
    void twoFollowAfterOneAndTwoSeconds_andThenTheLastFailureIsTheCalls() {
      NomyoException last = status(503);
      ScriptedWork script = new ScriptedWork(status(500), refused(), last, refused());
      assertSame(last, assertThrows(NomyoException.class, () -> calls.make(script)));
      assertEquals(3, script.made);
      assertEquals(List.of(SECOND, SECOND.multipliedBy(2)), calls.time.sleeps());
      assertEquals(
          List.of("HTTP 500", "ApiConnectionException", "HTTP 503"),
          calls.call.attempts().stream().map(Attempt::outcome).toList());
      assertEquals(
          List.of(
              "started 1",
              "failed 1 HTTP 500",
              "again in 1000",
              "started 2",
              "failed 2 ApiConnectionException",
              "again in 2000",
              "started 3",
              "failed 3 HTTP 503"),
          calls.events);
    }

    @Test
    void none_areMade_whenNoneAreWanted() {
      calls.settings = RetrySettings.none();
      ScriptedWork script = new ScriptedWork(status(503));
      assertThrows(ApiException.class, () -> calls.make(script));
      assertEquals(1, script.made);
    }

    @Test
    void onlyUnsent_retriesWhatTheRouterDidNotGet_andNothingElse() {
      calls.settings = RetrySettings.builder().onlyUnsent(true).build();
      assertEquals("answer", calls.make(new ScriptedWork(refused()).unsent()));
      assertThrows(ApiConnectionException.class, () -> calls.make(new ScriptedWork(refused())));
      assertThrows(
          RateLimitException.class,
          () -> calls.make(new ScriptedWork(new RateLimitException(null, null, null))));
    }

    @Test
    void retryAfter_isWaitedFor_whenItIsLonger() {
      calls.make(new ScriptedWork(new RateLimitException(null, null, Duration.ofSeconds(40))));
      assertEquals(List.of(Duration.ofSeconds(40)), calls.time.sleeps());
    }

    @Test
    void retryAfter_thatIsShorter_doesNotHurry() {
      calls.make(new ScriptedWork(new RateLimitException(null, null, Duration.ZERO)));
      assertEquals(List.of(SECOND), calls.time.sleeps());
    }

    @Test
    void waitBeyondTheDeadline_isNotBegun() {
      NomyoException busy = new RateLimitException(null, null, Duration.ofMinutes(5));
      assertSame(
          busy, assertThrows(NomyoException.class, () -> calls.make(new ScriptedWork(busy))));
      assertEquals(List.of(), calls.time.sleeps());
    }

    @Test
    void interruptedWait_cancelsTheCall() {
      Thread.currentThread().interrupt();
      try {
        assertThrows(CallCancelledException.class, () -> calls.make(new ScriptedWork(refused())));
        assertTrue(Thread.currentThread().isInterrupted(), "the status is kept");
      } finally {
        Thread.interrupted();
      }
    }

    @Test
    void closing_endsTheWait_andNoAttemptFollows() {
      Attempts closing = calls.attempts();
      ScriptedWork script = new ScriptedWork(refused());
      script.meanwhile = closing::close;
      assertThrows(
          CallCancelledException.class, () -> closing.make(calls.call, calls.settings, script));
      assertEquals(1, script.made);
      assertThrows(
          CallCancelledException.class,
          () -> closing.make(calls.call, calls.settings, new ScriptedWork()));
      assertEquals(
          List.of("started 1", "failed 1 ApiConnectionException", "again in 1000"), calls.events);
    }

    @Test
    void closing_endsTheWaitOfAMendedFailure() {
      Attempts closing = calls.attempts();
      ScriptedWork script = new ScriptedWork(new InvalidRequestException(null, null)).mending();
      script.meanwhile = closing::close;
      assertThrows(
          CallCancelledException.class, () -> closing.make(calls.call, calls.settings, script));
      assertEquals(1, script.made);
    }

    @Test
    void budget_isSharedByAllCalls_andEndsTheStorm() {
      calls.settings = RetrySettings.builder().budget(0, 3).build();
      Attempts storming = calls.attempts();
      int made = 0;
      for (int i = 0; i < 10; i++) {
        ScriptedWork down = new ScriptedWork(refused(), refused(), refused());
        assertThrows(
            ApiConnectionException.class,
            () -> storming.make(calls.call(Duration.ofHours(1)), calls.settings, down));
        made += down.made;
      }
      assertEquals(10 + 3, made);
    }

    @Test
    void mendedFailure_isFollowedAtOnce_andIsNoRetry() {
      calls.settings = RetrySettings.none();
      ScriptedWork script = new ScriptedWork(new InvalidRequestException(null, null)).mending();
      assertEquals("answer", calls.make(script));
      assertEquals(List.of(), calls.time.sleeps());
      assertEquals(2, calls.call.attempts().size());
    }
  }

  @Nested
  class Limit {

    private final Duration halfMinute = Duration.ofSeconds(30);

    @Test
    void attempts_waitForTheirTurn() {
      calls.limiter = RateLimiter.of(0.001, 1);
      Attempts limited = calls.attempts();
      assertEquals(
          "answer", limited.make(calls.call(halfMinute), calls.settings, new ScriptedWork()));
      DeadlineExceededException late =
          assertThrows(
              DeadlineExceededException.class,
              () -> limited.make(calls.call(halfMinute), calls.settings, new ScriptedWork()));
      assertTrue(late.getMessage().endsWith("waiting for the rate limit"), late.getMessage());
      assertEquals(List.of(), calls.time.sleeps(), "a turn that comes too late is not waited for");
    }

    @Test
    void turnOfACancelledCall_isTheNextOnes() {
      calls.limiter = RateLimiter.of(0.001, 1);
      Attempts limited = calls.attempts();
      Duration hour = Duration.ofHours(1);
      limited.make(calls.call(hour), calls.settings, new ScriptedWork());
      Thread.currentThread().interrupt();
      try {
        assertThrows(
            CallCancelledException.class,
            () -> limited.make(calls.call(hour), calls.settings, new ScriptedWork()));
      } finally {
        Thread.interrupted();
      }
      assertEquals("answer", limited.make(calls.call(hour), calls.settings, new ScriptedWork()));
      Duration waited = calls.time.sleeps().get(0);
      assertTrue(waited.toSeconds() <= 1000, waited.toString());
    }

    @Test
    void retries_needATurnOfTheirOwn() {
      calls.limiter = RateLimiter.of(0.001, 1);
      NomyoException down = refused();
      DeadlineExceededException late =
          assertThrows(DeadlineExceededException.class, () -> calls.make(new ScriptedWork(down)));
      assertSame(down, late.getCause());
    }
  }
}
