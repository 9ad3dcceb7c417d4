// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

/**
 * How long and how often a benchmark is run before it counts and while it does.
 *
 * @param forks how many processes do so one after the other, because each compiles the same code in
 *     its own way
 * @param warmups how many iterations do not count
 * @param iterations how many do
 * @param millis how long each is; of no meaning to single shots
 */
record Pace(int forks, int warmups, int iterations, int millis) {

  /** What starting a process and making texts takes besides. */
  private static final double STARTING_SECONDS = 1;

  double expectedSeconds() {
    return forks * (STARTING_SECONDS + (warmups + iterations) * seconds());
  }

  /** How long each iteration is. */
  double seconds() {
    return millis / 1000.0;
  }
}
