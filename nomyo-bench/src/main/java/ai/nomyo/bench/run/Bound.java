// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import ai.nomyo.bench.report.Figures;
import ai.nomyo.bench.report.Figures.Work;
import ai.nomyo.bench.report.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What must not be passed.
 *
 * @param what it is about
 * @param given as it was measured
 * @param allowed at most
 * @param ofTime whether it changes with what else the machine does
 */
record Bound(String what, double given, double allowed, boolean ofTime) {

  private static final int SMALL = 1_000;
  private static final int LARGE = 9_000_000;

  /** Ours / sum of primitives: 1.0 to 1.6 were seen here; a key unwrapped twice would give 2. */
  private static final double RATIO = 1.9;

  // Bytes hardly vary: room for a new JDK, and none for one more copy of a text.

  /** Of 1 KB, beside a provider that does its work off the heap. */
  private static final double SEAL_SMALL_BYTES = 100_000;

  private static final double OPEN_SMALL_BYTES = 65_000;

  /** Of 9 MB: the package, and windows. */
  private static final double SEAL_BYTES = 1.2 * Figures.packageBytes(LARGE);

  /** Of 9 MB: less than four texts; what it is read from was there before. */
  private static final double OPEN_BYTES = 3.3 * LARGE;

  /** The bounds on a backend. */
  static List<Bound> of(Figures figures, String backend) {
    Work small = Work.plain(backend, SMALL);
    Work large = Work.plain(backend, LARGE);
    List<Bound> bounds = new ArrayList<>();
    bounds.add(ratio(figures, Operation.OPEN, small));
    bounds.add(ratio(figures, Operation.SEAL, large));
    bounds.add(ratio(figures, Operation.OPEN, large));
    bounds.add(allocated(figures, Operation.SEAL, large, SEAL_BYTES));
    bounds.add(allocated(figures, Operation.OPEN, large, OPEN_BYTES));
    if (backend.equals("accp")) { // the JDK's RSA allocates as the compiler has it
      bounds.add(allocated(figures, Operation.SEAL, small, SEAL_SMALL_BYTES));
      bounds.add(allocated(figures, Operation.OPEN, small, OPEN_SMALL_BYTES));
    }
    return bounds;
  }

  private static Bound ratio(Figures figures, Operation operation, Work work) {
    return new Bound(
        what(operation, work, "ours / sum of primitives"),
        figures.ratio(operation, work).orElseThrow(),
        RATIO,
        true);
  }

  private static Bound allocated(Figures figures, Operation operation, Work work, double allowed) {
    return new Bound(
        what(operation, work, "bytes allocated"),
        figures.allocated(operation, work).orElseThrow(),
        allowed,
        false);
  }

  private static String what(Operation operation, Work work, String figure) {
    return operation.measured()
        + " of "
        + work.payloadBytes()
        + " bytes on "
        + work.backend()
        + ", "
        + figure;
  }

  /**
   * @param busy whether the machine did other work, which slows a long step more than the short
   *     ones that it is compared with
   */
  boolean isBroken(boolean busy) {
    return given > allowed && !(ofTime && busy);
  }

  String told(boolean busy) {
    String judged = isBroken(busy) ? "BROKEN" : given > allowed ? "unsure" : "kept  ";
    return String.format(Locale.ROOT, "%s %s: %,.2f, allowed %,.2f", judged, what, given, allowed);
  }
}
