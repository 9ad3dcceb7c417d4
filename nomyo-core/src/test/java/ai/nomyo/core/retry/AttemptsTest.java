// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Optional<ApiKey> KEY = Optional.of(ApiKey.of("k1"));

  private final FakeTime time = new FakeTime();
  private final List<String> events = new ArrayList<>();
  private final CoolDowns coolDowns = new CoolDowns(Duration.ofMinutes(30), time);
  private RetrySettings settings = RetrySettings.DEFAULT;
  private RateLimiter limiter = RateLimiter.unlimited();

  /** Neither early nor late: what is random is in the middle. */
  private Attempts attempts() {
    return new Attempts(
        settings, limiter, coolDowns, new Events(List.of(new Recorder())), time, () -> 0.5);
  }

  private final class Recorder implements CallListener {
    @Override
    public void attemptStarted(String payloadId, int number) {
      events.add("started " + number);
    }

    @Override
    public void attemptFailed(String payloadId, Attempt failed) {
      events.add("failed " + failed.number() + " " + failed.outcome());
    }

    @Override
    public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
      events.add("again in " + delay.toMillis());
    }

    @Override
    public void coolDownStarted(Duration duration) {
      events.add("cool-down " + duration.toMinutes());
    }
  }

  /** Fails in the given ways, one after the other, and then answers. */
  private static final class Script implements Attempts.Work<String> {
    private final Deque<NomyoException> failures;
    private boolean sends = true;
    private boolean mends;
    private @Nullable NomyoException standing;
    private int made;
    private Runnable meanwhile = () -> {};

    Script(NomyoException... failures) {
      this.failures = new ArrayDeque<>(Arrays.asList(failures));
    }

    Script unsent() {
      sends = false;
      return this;
    }

    Script mending() {
      mends = true;
      return this;
    }

    @Override
    public String attempt(AttemptTrace trace) {
      made++;
      meanwhile.run();
      trace.maybeSent(sends);
      NomyoException next = failures.poll();
      if (next != null) {
        throw next;
      }
      return "answer";
    }

    @Override
    public Optional<NomyoException> mend(NomyoException failure) {
      return mends && failure instanceof InvalidRequestException
          ? Optional.ofNullable(standing)
          : Optional.of(failure);
    }
  }

  private CallRecord call(Duration deadline) {
    return new CallRecord("id-1", KEY, Deadline.after(deadline, time), time);
  }

  private final CallRecord call = call(Duration.ofMinutes(5));

  private String make(Script script) {
    return attempts().make(call, settings, script);
  }

  private static NomyoException status(int status) {
    return new ApiException(status, null, "id-1", null);
  }

  private static NomyoException refused() {
    return new ApiConnectionException("refused", "id-1", true, null);
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
      assertEquals("answer", make(new Script(failure)));
      assertEquals(List.of(SECOND), time.sleeps().stream().filter(s -> !s.isZero()).toList());
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
      Script script = new Script(failure);
      assertSame(failure, assertThrows(NomyoException.class, () -> make(script)));
      assertEquals(1, script.made);
    }

    @Test
    void twoFollowAfterOneAndTwoSeconds_andThenTheLastFailureIsTheCalls() {
      NomyoException last = status(503);
      Script script = new Script(status(500), refused(), last, refused());
      assertSame(last, assertThrows(NomyoException.class, () -> make(script)));
      assertEquals(3, script.made);
      assertEquals(List.of(SECOND, SECOND.multipliedBy(2)), time.sleeps());
      assertEquals(
          List.of("HTTP 500", "ApiConnectionException", "HTTP 503"),
          call.attempts().stream().map(Attempt::outcome).toList());
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
          events);
    }

    @Test
    void none_areMade_whenNoneAreWanted() {
      settings = RetrySettings.none();
      Script script = new Script(status(503));
      assertThrows(ApiException.class, () -> make(script));
      assertEquals(1, script.made);
    }

    @Test
    void onlyUnsent_retriesWhatTheRouterDidNotGet_andNothingElse() {
      settings = RetrySettings.builder().onlyUnsent(true).build();
      assertEquals("answer", make(new Script(refused()).unsent()));
      assertThrows(ApiConnectionException.class, () -> make(new Script(refused())));
      assertThrows(
          RateLimitException.class,
          () -> make(new Script(new RateLimitException(null, null, null))));
    }

    @Test
    void retryAfter_isWaitedFor_whenItIsLonger() {
      make(new Script(new RateLimitException(null, null, Duration.ofSeconds(40))));
      assertEquals(List.of(Duration.ofSeconds(40)), time.sleeps());
    }

    @Test
    void retryAfter_thatIsShorter_doesNotHurry() {
      make(new Script(new RateLimitException(null, null, Duration.ZERO)));
      assertEquals(List.of(SECOND), time.sleeps());
    }

    @Test
    void waitBeyondTheDeadline_isNotBegun() {
      NomyoException busy = new RateLimitException(null, null, Duration.ofMinutes(5));
      assertSame(busy, assertThrows(NomyoException.class, () -> make(new Script(busy))));
      assertEquals(List.of(), time.sleeps());
    }

    @Test
    void interruptedWait_cancelsTheCall() {
      Thread.currentThread().interrupt();
      try {
        assertThrows(CallCancelledException.class, () -> make(new Script(refused())));
        assertTrue(Thread.currentThread().isInterrupted(), "the status is kept");
      } finally {
        Thread.interrupted();
      }
    }

    @Test
    void closing_endsTheWait_andNoAttemptFollows() {
      Attempts closing = attempts();
      Script script = new Script(refused());
      script.meanwhile = closing::close;
      assertThrows(CallCancelledException.class, () -> closing.make(call, settings, script));
      assertEquals(1, script.made);
      assertThrows(CallCancelledException.class, () -> closing.make(call, settings, new Script()));
      assertEquals(
          List.of("started 1", "failed 1 ApiConnectionException", "again in 1000"), events);
    }

    @Test
    void closing_endsTheWaitOfAMendedFailure() {
      Attempts closing = attempts();
      Script script = new Script(new InvalidRequestException(null, null)).mending();
      script.meanwhile = closing::close;
      assertThrows(CallCancelledException.class, () -> closing.make(call, settings, script));
      assertEquals(1, script.made);
    }

    @Test
    void budget_isSharedByAllCalls_andEndsTheStorm() {
      settings = RetrySettings.builder().budget(0, 3).build();
      Attempts storming = attempts();
      int made = 0;
      for (int i = 0; i < 10; i++) {
        Script down = new Script(refused(), refused(), refused());
        assertThrows(
            ApiConnectionException.class,
            () -> storming.make(call(Duration.ofHours(1)), settings, down));
        made += down.made;
      }
      assertEquals(10 + 3, made);
    }

    @Test
    void mendedFailure_isFollowedAtOnce_andIsNoRetry() {
      settings = RetrySettings.none();
      Script script = new Script(new InvalidRequestException(null, null)).mending();
      assertEquals("answer", make(script));
      assertEquals(List.of(), time.sleeps());
      assertEquals(2, call.attempts().size());
    }
  }

  @Nested
  class Limit {

    private final Duration halfMinute = Duration.ofSeconds(30);

    @Test
    void attempts_waitForTheirTurn() {
      limiter = RateLimiter.of(0.001, 1);
      Attempts limited = attempts();
      assertEquals("answer", limited.make(call(halfMinute), settings, new Script()));
      DeadlineExceededException late =
          assertThrows(
              DeadlineExceededException.class,
              () -> limited.make(call(halfMinute), settings, new Script()));
      assertTrue(late.getMessage().endsWith("waiting for the rate limit"), late.getMessage());
      assertEquals(List.of(), time.sleeps(), "a turn that comes too late is not waited for");
    }

    @Test
    void turnOfACancelledCall_isTheNextOnes() {
      limiter = RateLimiter.of(0.001, 1);
      Attempts limited = attempts();
      Duration hour = Duration.ofHours(1);
      limited.make(call(hour), settings, new Script());
      Thread.currentThread().interrupt();
      try {
        assertThrows(
            CallCancelledException.class, () -> limited.make(call(hour), settings, new Script()));
      } finally {
        Thread.interrupted();
      }
      assertEquals("answer", limited.make(call(hour), settings, new Script()));
      Duration waited = time.sleeps().get(0);
      assertTrue(waited.toSeconds() <= 1000, waited.toString());
    }

    @Test
    void retries_needATurnOfTheirOwn() {
      limiter = RateLimiter.of(0.001, 1);
      NomyoException down = refused();
      DeadlineExceededException late =
          assertThrows(DeadlineExceededException.class, () -> make(new Script(down)));
      assertSame(down, late.getCause());
    }
  }

  @Nested
  class CoolDown {

    private Script blocked() {
      return new Script(
          new RateLimitException(null, null, null),
          new RateLimitException(null, null, null),
          new ServiceUnavailableException(null, null, null));
    }

    @Test
    void begins_whenA503FollowsTwo429s_andHoldsCallsBack() {
      assertThrows(ServiceUnavailableException.class, () -> make(blocked()));
      assertEquals("cool-down 30", events.get(events.size() - 1));
      Script next = new Script();
      time.pass(Duration.ofMinutes(10));
      CoolDownException held = assertThrows(CoolDownException.class, () -> make(next));
      assertEquals(Duration.ofMinutes(20), held.timeLeft());
      assertEquals(0, next.made);
      assertEquals(Optional.of(Duration.ofMinutes(20)), coolDowns.longestLeft());
      time.pass(Duration.ofMinutes(20));
      assertEquals("answer", make(next));
      assertEquals(Optional.empty(), coolDowns.longestLeft());
    }

    @Test
    void endsTheCall_evenIfARetryWereLeft() {
      settings = RetrySettings.builder().maxRetries(5).build();
      Script script = blocked();
      assertThrows(ServiceUnavailableException.class, () -> make(script));
      assertEquals(3, script.made);
    }

    @Test
    void endsWhenItIsReset() {
      assertThrows(ServiceUnavailableException.class, () -> make(blocked()));
      coolDowns.reset();
      assertEquals("answer", make(new Script()));
    }

    @Test
    void callThatIsUnderWay_isNotRetriedOnceAnotherBeganIt() {
      Script script = new Script(new ServiceUnavailableException(null, null, null));
      script.meanwhile = () -> assertThrows(NomyoException.class, () -> make(blocked()));
      assertThrows(ServiceUnavailableException.class, () -> make(script));
      assertEquals(1, script.made);
    }

    @Test
    void statusOfTheKeyEndpoint_afterARefusedRequest_blocksNothing() {
      coolDowns.refused(KEY, 429, Optional.empty());
      coolDowns.refused(KEY, 429, Optional.empty());
      Script script = new Script(new InvalidRequestException(null, null)).mending();
      script.standing = new ServiceUnavailableException(null, null, null);
      assertEquals("answer", make(script));
      assertFalse(events.contains("cool-down 30"));
    }

    @Test
    void statusOfTheKeyEndpoint_blocksNothing() {
      assertThrows(ServiceUnavailableException.class, () -> make(blocked().unsent()));
      assertEquals("answer", make(new Script()));
      assertFalse(events.contains("cool-down 30"));
    }
  }
}
