package ai.nomyo.bench.run;

import ai.nomyo.bench.report.Figures;
import ai.nomyo.bench.report.Figures.Work;
import ai.nomyo.bench.report.Operation;
import java.util.List;
import java.util.Locale;

/**
 * What must not be passed.
 *
 * @param what it is about
 * @param given as it was measured
 * @param allowed at most
 */
record Bound(String what, double given, double allowed) {

  private static final int SMALL = 1_000;
  private static final int LARGE = 9_000_000;

  /**
   * Ours / sum of primitives: room for a noisy machine, and none for going through a text twice.
   */
  private static final double RATIO_SEAL = 1.6;

  private static final double RATIO_OPEN = 1.6;

  /** Bytes that sealing 1 KB may allocate; those do not depend on the machine. */
  private static final double SEAL_SMALL_BYTES = 130_000;

  private static final double OPEN_SMALL_BYTES = 130_000;

  /** As the targets of docs/performance.md. */
  private static final double SEAL_LARGE_BYTES = 1.2 * Figures.packageBytes(LARGE);

  private static final double OPEN_LARGE_BYTES = Figures.packageBytes(LARGE) + 4.5 * LARGE;

  /** The bounds on a backend. */
  static List<Bound> of(Figures figures, String backend) {
    Work small = Work.plain(backend, SMALL);
    Work large = Work.plain(backend, LARGE);
    return List.of(
        ratio(figures, Operation.SEAL, large, RATIO_SEAL),
        ratio(figures, Operation.OPEN, large, RATIO_OPEN),
        ratio(figures, Operation.OPEN, small, RATIO_OPEN),
        allocated(figures, Operation.SEAL, small, SEAL_SMALL_BYTES),
        allocated(figures, Operation.OPEN, small, OPEN_SMALL_BYTES),
        allocated(figures, Operation.SEAL, large, SEAL_LARGE_BYTES),
        allocated(figures, Operation.OPEN, large, OPEN_LARGE_BYTES));
  }

  private static Bound ratio(Figures figures, Operation operation, Work work, double allowed) {
    return new Bound(
        name(operation, work) + ", ours / sum of primitives",
        figures.ratio(operation, work).orElseThrow(),
        allowed);
  }

  private static Bound allocated(Figures figures, Operation operation, Work work, double allowed) {
    return new Bound(
        name(operation, work) + ", bytes allocated",
        figures.allocated(operation, work).orElseThrow(),
        allowed);
  }

  private static String name(Operation operation, Work work) {
    return operation.measured() + " of " + work.payloadBytes() + " bytes on " + work.backend();
  }

  boolean isKept() {
    return given <= allowed;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s: %,.2f, allowed %,.2f",
        isKept() ? "kept  " : "BROKEN",
        what,
        given,
        allowed);
  }
}
