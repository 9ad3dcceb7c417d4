// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;

/**
 * When a call is attempted again. Immutable.
 *
 * <p>By default up to two retries follow a status of 429, 500, 502, 503 or 504 and a connection
 * that failed: after 1 s and 2 s, each varied by up to a quarter either way, or later where the
 * router's {@code Retry-After} says so. Nothing is retried that would begin after the call's
 * deadline, and no violation of security ever. Each attempt is sealed afresh.
 *
 * <p>So that many calls do not storm a router that is going down, a client's retries draw on a
 * budget: each first attempt adds a fifth of a retry to it, up to ten, and it begins full.
 */
public final class RetrySettings {

  /** Two retries. */
  public static final RetrySettings DEFAULT = builder().build();

  private static final int MOST_RETRIES = 10;
  private static final int LARGEST_RESERVE = 10_000;
  private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);

  private final int maxRetries;
  private final Duration firstDelay;
  private final Duration longestDelay;
  private final boolean onlyUnsent;
  private final double budgetShare;
  private final int budgetReserve;

  private RetrySettings(Builder builder) {
    this.maxRetries = builder.maxRetries;
    this.firstDelay = builder.firstDelay;
    this.longestDelay = builder.longestDelay;
    this.onlyUnsent = builder.onlyUnsent;
    this.budgetShare = builder.budgetShare;
    this.budgetReserve = builder.budgetReserve;
  }

  /** One attempt and no more. */
  public static RetrySettings none() {
    return builder().maxRetries(0).build();
  }

  /** A builder with the defaults described above. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with these settings. */
  public Builder newBuilder() {
    return builder()
        .maxRetries(maxRetries)
        .firstDelay(firstDelay)
        .longestDelay(longestDelay)
        .onlyUnsent(onlyUnsent)
        .budget(budgetShare, budgetReserve);
  }

  /** How many attempts may follow the first one. */
  public int maxRetries() {
    return maxRetries;
  }

  /** The wait before the first retry; it doubles from retry to retry. */
  public Duration firstDelay() {
    return firstDelay;
  }

  /** The longest wait, but for what {@code Retry-After} asks for. */
  public Duration longestDelay() {
    return longestDelay;
  }

  /** Whether only those attempts are followed by another that the router certainly did not get. */
  public boolean onlyUnsent() {
    return onlyUnsent;
  }

  /** What each first attempt adds to the budget. */
  public double budgetShare() {
    return budgetShare;
  }

  /** What the budget holds at most, and at first. */
  public int budgetReserve() {
    return budgetReserve;
  }

  @Override
  public String toString() {
    return "RetrySettings[" + maxRetries + " retries, the first after " + firstDelay + "]";
  }

  /** Collects settings. Not safe for use by many threads. */
  public static final class Builder {

    private int maxRetries = 2;
    private Duration firstDelay = Duration.ofSeconds(1);
    private Duration longestDelay = Duration.ofSeconds(30);
    private boolean onlyUnsent;
    private double budgetShare = 0.2;
    private int budgetReserve = 10;

    private Builder() {}

    /**
     * How many attempts may follow the first one; 2 by default.
     *
     * @throws InvalidInputException if it is not 0 to 10
     */
    public Builder maxRetries(int count) {
      if (count < 0 || count > MOST_RETRIES) {
        throw new InvalidInputException("max retries", Integer.toString(count), "0 to 10");
      }
      this.maxRetries = count;
      return this;
    }

    /**
     * The wait before the first retry, 1 s by default; it doubles from retry to retry.
     *
     * @throws InvalidInputException if it is not 1 ms to 1 hour
     */
    public Builder firstDelay(Duration delay) {
      this.firstDelay = checked("first retry delay", delay);
      return this;
    }

    /**
     * The longest wait, 30 s by default. A {@code Retry-After} may ask for more.
     *
     * @throws InvalidInputException if it is not 1 ms to 1 hour
     */
    public Builder longestDelay(Duration delay) {
      this.longestDelay = checked("longest retry delay", delay);
      return this;
    }

    /**
     * Whether a retry follows only where it is certain that the router got nothing of the attempt,
     * so that no request can have its effect twice; false by default. Statuses are then never
     * retried, nor connections that broke after they stood.
     */
    public Builder onlyUnsent(boolean only) {
      this.onlyUnsent = only;
      return this;
    }

    /**
     * The budget that a client's retries draw on, one each. Of no effect for a single call.
     *
     * @param share what each first attempt adds, 0 to 10; 0.2 by default
     * @param reserve what it holds at most, and at first, 0 to 10,000; 10 by default
     * @throws InvalidInputException if one is out of its range
     */
    public Builder budget(double share, int reserve) {
      if (!(share >= 0 && share <= MOST_RETRIES)) {
        throw new InvalidInputException("retry budget share", Double.toString(share), "0 to 10");
      }
      if (reserve < 0 || reserve > LARGEST_RESERVE) {
        throw new InvalidInputException(
            "retry budget reserve", Integer.toString(reserve), "0 to 10000");
      }
      this.budgetShare = share;
      this.budgetReserve = reserve;
      return this;
    }

    private static Duration checked(String name, Duration delay) {
      if (delay.compareTo(SHORTEST_DELAY) < 0 || delay.compareTo(LONGEST_DELAY) > 0) {
        throw new InvalidInputException(name, delay.toString(), "1 ms to 1 hour");
      }
      return delay;
    }

    /** The settings. */
    public RetrySettings build() {
      return new RetrySettings(this);
    }
  }
}
