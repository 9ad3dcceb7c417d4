// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.report.Figures.Work;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a figure is to be.
 *
 * @param what it is about
 * @param limit the worst that is good enough
 * @param atLeast whether more is better
 * @param exempt backends that it is not asked of
 * @param measured the figure of a backend
 */
record Target(
    String what,
    double limit,
    boolean atLeast,
    Set<String> exempt,
    BiFunction<Figures, String, OptionalDouble> measured) {

  private static final int SMALL = 1_000;
  private static final int MIDDLE = 100_000;
  private static final int LARGE = 9_000_000;

  /** Ours / sum of primitives. */
  static final double RATIO = 1.2;

  /** Milliseconds of a call beyond router and loopback. */
  static final double CALL_MILLIS = 1.8;

  /** Milliseconds of a process with a fresh key beyond the bare key's; of one with a stored key. */
  static final double PROCESS_MILLIS = 500;

  /** Milliseconds of the first sealing of 9 MB. */
  static final double FIRST_SEAL_MILLIS = 60;

  /** Bytes allocated for a sealing, in packages. */
  static final double PACKAGES = 1.2;

  /** Bytes allocated for an opening, in texts; its body was there before. */
  static final double TEXTS = 4.5;

  static final List<Target> ALL =
      List.of(
          ratio(Operation.SEAL, SMALL, 1.3, "wrap", "encrypt"),
          ratio(Operation.SEAL, MIDDLE),
          ratio(Operation.SEAL, LARGE, 1.15, "writeJson", "encrypt", "encodeBase64"),
          ratio(Operation.OPEN, SMALL, 1.05, "unwrap"),
          ratio(Operation.OPEN, MIDDLE),
          ratio(Operation.OPEN, LARGE),
          atMost("seal 9 MB: bytes allocated / package", PACKAGES, Target::sealAllocated),
          atMost(
              "open 9 MB: bytes allocated, without the body / text", TEXTS, Target::openAllocated),
          new Target(
              "call of 1 KB beyond router and loopback, ms",
              CALL_MILLIS,
              false,
              Set.of("jdk", "conscrypt", "bc", "bcfips"),
              Figures::beyondExchange),
          new Target(
              "open 1 KB: gain from a second thread / that of the bare unwrap",
              0.97,
              true,
              Set.of(),
              (figures, backend) -> figures.scaling(Operation.OPEN, backend)),
          atMost(
              "process with a fresh key beyond one that only makes a key, ms",
              PROCESS_MILLIS,
              Figures::beyondKey),
          atMost(
              "process with a stored key, ms",
              PROCESS_MILLIS,
              (figures, backend) -> figures.ofBackend("coldStoredKey", backend)),
          atMost(
              "the same, started quickly, ms",
              PROCESS_MILLIS,
              (figures, backend) -> figures.ofBackend("coldQuickStart", backend)),
          new Target(
              "first seal of 9 MB in a process, ms",
              FIRST_SEAL_MILLIS,
              false,
              Set.of("bc"),
              (figures, backend) -> figures.ofBackend("coldFirstSeal", backend)));

  private static Target ratio(Operation operation, int payload) {
    return atMost(
        operation.measured() + " " + Shown.payload(payload) + ": ours / sum of primitives",
        RATIO,
        (figures, backend) -> figures.ratio(operation, Work.plain(backend, payload)));
  }

  private static Target ratio(
      Operation operation, int payload, double limit, String... primitives) {
    return atMost(
        operation.measured()
            + " "
            + Shown.payload(payload)
            + ": ours / ("
            + String.join(" + ", primitives)
            + ")",
        limit,
        (figures, backend) ->
            figures.ratio(operation, Set.of(primitives), Work.plain(backend, payload)));
  }

  private static Target atMost(
      String what, double limit, BiFunction<Figures, String, OptionalDouble> measured) {
    return new Target(what, limit, false, Set.of(), measured);
  }

  private static OptionalDouble sealAllocated(Figures figures, String backend) {
    return Figures.divided(
        figures.allocated(Operation.SEAL, Work.plain(backend, LARGE)), Figures.packageBytes(LARGE));
  }

  private static OptionalDouble openAllocated(Figures figures, String backend) {
    return Figures.divided(figures.allocated(Operation.OPEN, Work.plain(backend, LARGE)), LARGE);
  }

  String shownLimit() {
    return (atLeast ? "≥ " : "≤ ") + Shown.number(limit);
  }

  /** The figure of a backend, marked where it misses. */
  String shown(Figures figures, String backend) {
    OptionalDouble figure = measured.apply(figures, backend);
    String shown = Shown.optional(figure, Shown::number);
    return figure.isEmpty() || exempt.contains(backend) || isMet(figure.getAsDouble())
        ? shown
        : shown + " ✗";
  }

  private boolean isMet(double figure) {
    return atLeast ? figure >= limit : figure <= limit;
  }
}
