// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

/**
 * How long and how often a benchmark is run before it counts and while it does.
 *
 * @param warmups how many iterations do not count
 * @param iterations how many do
 * @param millis how long each is; of no meaning to single shots
 */
record Pace(int warmups, int iterations, int millis) {

  /** What starting a process and making texts takes besides. */
  private static final double STARTING_SECONDS = 1;

  double expectedSeconds() {
    return STARTING_SECONDS + (warmups + iterations) * millis / 1000.0;
  }
}
