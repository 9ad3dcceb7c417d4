// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.config.RetrySettings;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before a retry: twice as long each time, and not all clients alike. */
final class Backoff {

  private static final double LEAST = 0.75;
  private static final double SPREAD = 0.5;

  /** The first delay doubles at most so often; the longest one was reached long before. */
  private static final int MOST_DOUBLINGS = 30;

  private final DoubleSupplier random;

  /**
   * @param random gives numbers from 0 to 1
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * @param retries how many there were before
   */
  Duration delay(RetrySettings settings, int retries) {
    Duration doubled = settings.firstDelay().multipliedBy(1L << Math.min(retries, MOST_DOUBLINGS));
    Duration longest = settings.longestDelay();
    Duration delay = doubled.compareTo(longest) < 0 ? doubled : longest;
    double varied = delay.toNanos() * (LEAST + SPREAD * random.getAsDouble());
    return Duration.ofNanos((long) varied);
  }
}
