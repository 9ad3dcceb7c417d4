// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests may go out: a token bucket. Give the same one to several clients that share an
 * API key, and they share the limit. Safe for use by many threads.
 *
 * <p>Every attempt that is sent takes a token, retries too; what a call needs the router's key for
 * does not.
 */
public final class RateLimiter {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double FASTEST = 1_000_000;
  private static final double SLOWEST = 0.001;

  private final double perSecond;
  private final int burst;
  private final LongSupplier nanoClock;
  private final Queue<Long> returnedTurns = new PriorityQueue<>();
  private double tokens;
  private long countedAtNanos;

  RateLimiter(double perSecond, int burst, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoClock = nanoClock;
    this.tokens = burst;
    this.countedAtNanos = nanoClock.getAsLong();
  }

  /**
   * A limiter that is full at first.
   *
   * @param requestsPerSecond on average, 0.001 to 1,000,000
   * @param burst how many may go out at once after a pause, 1 to 1,000,000
   * @throws InvalidInputException if one is out of its range
   */
  public static RateLimiter of(double requestsPerSecond, int burst) {
    if (!(requestsPerSecond >= SLOWEST && requestsPerSecond <= FASTEST)) {
      throw new InvalidInputException(
          "requests per second", Double.toString(requestsPerSecond), "0.001 to 1000000");
    }
    if (burst < 1 || burst > FASTEST) {
      throw new InvalidInputException("burst", Integer.toString(burst), "1 to 1000000");
    }
    return new RateLimiter(requestsPerSecond, burst, System::nanoTime);
  }

  /** Lets everything through at once. */
  public static RateLimiter unlimited() {
    return new RateLimiter(Double.POSITIVE_INFINITY, 1, System::nanoTime);
  }

  /**
   * Takes a token, the next one that is free.
   *
   * @param longest how long the caller is ready to wait
   * @return how long to wait before sending; empty, with nothing taken, when that were longer
   */
  public synchronized Optional<Duration> reserve(Duration longest) {
    if (Double.isInfinite(perSecond)) {
      return Optional.of(Duration.ZERO);
    }
    refill();
    return returnedTurns.isEmpty() ? reserveNext(longest) : reserveReturned(longest);
  }

  /** The first of them comes before any that nobody has taken yet. */
  private Optional<Duration> reserveReturned(Duration longest) {
    Duration wait = Duration.ofNanos(returnedTurns.element() - countedAtNanos);
    if (wait.compareTo(longest) > 0) {
      return Optional.empty();
    }
    returnedTurns.remove();
    return Optional.of(wait);
  }

  private Optional<Duration> reserveNext(Duration longest) {
    double missing = Math.max(0, 1 - tokens);
    Duration wait = Duration.ofNanos((long) (missing / perSecond * NANOS_PER_SECOND));
    if (wait.compareTo(longest) > 0) {
      return Optional.empty();
    }
    tokens -= 1;
    return Optional.of(wait);
  }

  private void refill() {
    long now = nanoClock.getAsLong();
    double earned = (now - countedAtNanos) / NANOS_PER_SECOND * perSecond;
    tokens = Math.min(burst, tokens + earned);
    countedAtNanos = now;
    returnedTurns.removeIf(turn -> turn - now < 0);
  }

  /**
   * Gives a turn back that was waited for in vain, to whoever comes next: otherwise calls that are
   * cancelled while they wait would hold up those that come after them.
   *
   * @param left how much of the wait was left; of no effect when it is not positive
   */
  public synchronized void giveBack(Duration left) {
    if (!left.isNegative() && !left.isZero()) {
      returnedTurns.add(nanoClock.getAsLong() + left.toNanos());
    }
  }

  @Override
  public String toString() {
    return Double.isInfinite(perSecond)
        ? "RateLimiter[unlimited]"
        : "RateLimiter[" + perSecond + "/s, bursts of " + burst + "]";
  }
}
