// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.config.RateLimiter;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.report.Attempt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts of a client's calls, until one brings an answer or the next would bring none.
 * Safe for use by many threads.
 */
public final class Attempts implements AutoCloseable {

  /**
   * What an attempt does.
   *
   * @param <T> what it brings
   */
  public interface Work<T> {

    /**
     * Makes one attempt.
     *
     * @param trace takes note of it
     */
    T attempt(AttemptTrace trace);

    /**
     * Tries to put an end to the reason of a failure.
     *
     * @return what still stands in the way; when it is empty, the next attempt can be made at once
     *     and does not count as a retry
     */
    Optional<NomyoException> mend(NomyoException failure);
  }

  private final RateLimiter limiter;
  private final CoolDowns coolDowns;
  private final RetryBudget budget;
  private final Backoff backoff;
  private final Events events;
  private final Time time;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param client whose budget all calls draw on
   */
  public Attempts(
      RetrySettings client, RateLimiter limiter, CoolDowns coolDowns, Events events, Time time) {
    this(client, limiter, coolDowns, events, time, () -> ThreadLocalRandom.current().nextDouble());
  }

  Attempts(
      RetrySettings client,
      RateLimiter limiter,
      CoolDowns coolDowns,
      Events events,
      Time time,
      DoubleSupplier random) {
    this.limiter = limiter;
    this.coolDowns = coolDowns;
    this.budget = new RetryBudget(client);
    this.backoff = new Backoff(random);
    this.events = events;
    this.time = time;
  }

  /**
   * Makes attempts.
   *
   * @throws NomyoException what the last one failed with, or why there was none
   * @throws CallCancelledException if the thread is interrupted or this is closed before the next
   *     one
   */
  public <T> T make(CallRecord call, RetrySettings settings, Work<T> work) {
    budget.earn();
    int retries = 0;
    NomyoException last = null;
    while (true) {
      awaitTurn(call, last);
      AttemptTrace trace = call.begin();
      try {
        return once(call, trace, work);
      } catch (NomyoException failure) {
        Attempt failed = failed(call, trace, failure);
        watchForCoolDown(call, failure, failed);
        Optional<NomyoException> standing = work.mend(failure);
        if (standing.isPresent()) {
          await(retryDelay(call, settings, retries++, standing.get(), failed), call);
        }
        last = failure;
      }
    }
  }

  private void awaitTurn(CallRecord call, @Nullable NomyoException last) {
    checkOpen(call.payloadId());
    coolDowns.check(call.apiKey(), call.payloadId());
    Duration turn =
        limiter
            .reserve(call.deadline().left())
            .orElseThrow(
                () ->
                    call.deadline().exceeded("waiting for the rate limit", call.payloadId(), last));
    if (!turn.isZero()) {
      awaitTurn(turn, call);
      coolDowns.check(call.apiKey(), call.payloadId());
    }
  }

  private void awaitTurn(Duration turn, CallRecord call) {
    long comesAtNanos = time.nanos() + turn.toNanos();
    try {
      await(turn, call);
    } catch (CallCancelledException unused) {
      limiter.giveBack(Duration.ofNanos(comesAtNanos - time.nanos()));
      throw unused;
    }
  }

  private void await(Duration delay, CallRecord call) {
    try {
      time.await(closed, delay);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(call.payloadId());
    }
    checkOpen(call.payloadId());
  }

  /**
   * Lets work through that is no attempt.
   *
   * @throws CallCancelledException if this is closed
   */
  public void checkOpen(@Nullable String payloadId) {
    if (closed.getCount() == 0) {
      throw new CallCancelledException(payloadId);
    }
  }

  private <T> T once(CallRecord call, AttemptTrace trace, Work<T> work) {
    int number = call.attempts().size() + 1;
    events.attemptStarted(call.payloadId(), number);
    T answer = work.attempt(trace);
    coolDowns.answered(call.apiKey());
    call.add(trace.ended("answered"));
    return answer;
  }

  private Attempt failed(CallRecord call, AttemptTrace trace, NomyoException failure) {
    Attempt failed = call.add(trace.ended(outcome(failure)));
    events.attemptFailed(call.payloadId(), failed);
    return failed;
  }

  private static String outcome(NomyoException failure) {
    return failure instanceof ApiException status && status.status() != 200
        ? "HTTP " + status.status()
        : failure.getClass().getSimpleName();
  }

  /** The delay before the next attempt; throws the failure when there is to be none. */
  private Duration retryDelay(
      CallRecord call,
      RetrySettings settings,
      int retries,
      NomyoException failure,
      Attempt failed) {
    Duration delay = longer(backoff.delay(settings, retries), retryAfter(failure));
    if (coolDowns.isBlocked(call.apiKey())
        || !isOfTheWay(failure)
        || !failure.retryable()
        || retries >= settings.maxRetries()
        || settings.onlyUnsent() && failed.maybeSent()
        || delay.compareTo(call.deadline().left()) >= 0
        || !budget.spend()) {
      throw failure;
    }
    events.retryScheduled(call.payloadId(), failed, delay);
    return delay;
  }

  /** Statuses of the router's key endpoint say nothing about the API key, which is not sent. */
  private void watchForCoolDown(CallRecord call, NomyoException failure, Attempt failed) {
    if (failure instanceof ApiException refusal && failed.maybeSent()) {
      coolDowns
          .refused(call.apiKey(), refusal.status(), refusal.retryAfter())
          .ifPresent(events::coolDownStarted);
    }
  }

  private static boolean isOfTheWay(NomyoException failure) {
    return failure instanceof ApiException || failure instanceof ApiConnectionException;
  }

  private static Duration retryAfter(NomyoException failure) {
    return failure instanceof ApiException refusal
        ? refusal.retryAfter().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Begins no attempt any more, and ends the waits of all calls at once. Idempotent. */
  @Override
  public void close() {
    closed.countDown();
  }
}
