// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.result;

import java.util.Arrays;

/**
 * The middle half of what was sampled, and the best.
 *
 * @param least the smallest sample, which other work on the machine disturbed least
 * @param lower a quarter of the samples is smaller
 * @param median half of them
 * @param upper three quarters
 * @param samples how many there were
 */
public record Spread(double least, double lower, double median, double upper, long samples) {

  /**
   * The spread of these samples, with values between two neighbours where none is in the middle.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("there are no samples, and at least one is needed");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Spread(
        sorted[0],
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        sorted.length);
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
