// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.cold.ColdRuns;
import java.util.List;

/**
 * How much is measured.
 *
 * @param payloads bytes of text
 * @param varied the payloads that are measured as program code and with secure memory off, too
 * @param texts kinds of text
 * @param threads how many call at once; empty for no such figures
 * @param httpBackends the backends that are measured over HTTP, of those that were chosen
 * @param coldBackends the same for cold processes
 * @param coldTimes processes of each kind for the default backend and the fastest
 * @param otherColdTimes the same for the others, which take as long to start
 * @param keys how many keys are made per backend
 * @param part the pace of a primitive, a short loop that is compiled at once, but for RSA
 * @param small the pace of RSA and of our own work on payloads below a megabyte, which is mostly
 *     RSA
 * @param large the pace of payloads from there
 * @param throughput the pace of many threads
 * @param calls the pace of whole calls: as long as a few thousand take, before which the JVM has
 *     not compiled what they run through
 */
record Extent(
    List<Integer> payloads,
    List<Integer> varied,
    List<String> texts,
    List<Integer> threads,
    List<String> httpBackends,
    List<String> coldBackends,
    int coldTimes,
    int otherColdTimes,
    int keys,
    Pace part,
    Pace small,
    Pace large,
    Pace throughput,
    Pace calls) {

  private static final int LARGE_BYTES = 1_000_000;
  private static final int FEWER = 9; // of what varies little
  private static final List<String> ALL = List.of("jdk", "conscrypt", "accp", "bc", "bcfips");
  private static final Pace NEVER = new Pace(0, 0, 0, 0);
  private static final List<String> TWO = List.of("jdk", "accp", "bcfips");

  /** A few minutes. */
  static final Extent SHORT =
      new Extent(
          List.of(1_000, 100_000, 9_000_000),
          List.of(),
          List.of("ascii"),
          List.of(1, 2),
          TWO,
          TWO,
          3,
          3,
          3,
          new Pace(1, 2, 2, 200),
          new Pace(1, 4, 2, 400),
          new Pace(1, 4, 3, 400),
          new Pace(1, 2, 2, 700),
          new Pace(1, 8, 4, 500));

  /** All there is. */
  static final Extent FULL =
      new Extent(
          List.of(1_000, 10_000, 100_000, 1_000_000, 9_000_000),
          List.of(1_000, 9_000_000),
          List.of("ascii", "unicode"),
          List.of(1, 2, 8, 64),
          ALL,
          ALL,
          31,
          11,
          9,
          new Pace(1, 2, 2, 250),
          new Pace(3, 4, 2, 400),
          new Pace(3, 3, 2, 400),
          new Pace(1, 2, 3, 1_200),
          new Pace(1, 16, 6, 500));

  /** What tells a copy too many. */
  static final Extent GUARD =
      new Extent(
          List.of(1_000, 9_000_000),
          List.of(),
          List.of("ascii"),
          List.of(),
          List.of(),
          List.of(),
          0,
          0,
          0,
          new Pace(1, 2, 2, 150),
          new Pace(1, 3, 2, 350),
          new Pace(2, 3, 3, 350),
          NEVER,
          NEVER);

  /** How often a process of that kind is run. */
  int coldTimes(ColdRuns.Kind kind, String backend) {
    int times = TWO.contains(backend) ? coldTimes : otherColdTimes;
    boolean steady = kind == ColdRuns.Kind.FIRST_SEAL || kind == ColdRuns.Kind.QUICK_START;
    return steady ? Math.min(times, FEWER) : times;
  }

  /** Of our own work. */
  Pace ours(int payloadBytes) {
    return payloadBytes < LARGE_BYTES ? small : large;
  }

  /** Of a primitive's. */
  Pace part(int payloadBytes) {
    return payloadBytes < LARGE_BYTES ? part : large;
  }
}
