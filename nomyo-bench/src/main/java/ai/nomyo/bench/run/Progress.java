// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how far a run is: one line that changes for a person, else a line per step. */
final class Progress {

  private static final int BAR = 20;
  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream err;
  private final boolean interactive;
  private final int columns;
  private final LongSupplier nanoTime;
  private final List<Step> steps;
  private final double expectedSeconds;
  private final long start;
  private double expectedDone;
  private int done;

  /**
   * @param columns the width of the terminal
   * @param nanoTime the clock
   */
  Progress(
      PrintStream err, boolean interactive, int columns, LongSupplier nanoTime, List<Step> steps) {
    this.err = err;
    this.interactive = interactive;
    this.columns = columns;
    this.nanoTime = nanoTime;
    this.steps = steps;
    this.expectedSeconds = seconds(steps);
    this.start = nanoTime.getAsLong();
  }

  private static double seconds(List<Step> steps) {
    return steps.stream().mapToDouble(Step::expectedSeconds).sum();
  }

  void begin(Step step) {
    if (interactive) {
      String line =
          String.format(
              Locale.ROOT,
              "[%s] %d/%d  %s left  %s",
              bar(),
              done,
              steps.size(),
              span(secondsLeft()),
              step.label());
      err.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
      err.flush();
    } else {
      err.printf(Locale.ROOT, "%d/%d %s%n", done + 1, steps.size(), step.label());
    }
  }

  void end(Step step) {
    expectedDone += step.expectedSeconds();
    done++;
  }

  /** Leaves a clean line. */
  void finish() {
    if (interactive) {
      err.print(CLEAR_LINE);
    }
    err.println(done + " of " + steps.size() + " measured in " + span(elapsedSeconds()));
  }

  private String bar() {
    int full = (int) (BAR * expectedDone / expectedSeconds);
    return "#".repeat(full) + "-".repeat(BAR - full);
  }

  private double elapsedSeconds() {
    return (nanoTime.getAsLong() - start) / 1e9;
  }

  /** By the pace so far, once there is one. */
  private double secondsLeft() {
    double pace = expectedDone == 0 ? 1 : elapsedSeconds() / expectedDone;
    return (expectedSeconds - expectedDone) * pace;
  }

  private static String span(double seconds) {
    Duration span = Duration.ofSeconds(Math.round(seconds));
    return span.toMinutes() == 0
        ? span.toSeconds() + " s"
        : span.toMinutes() + " min " + span.toSecondsPart() + " s";
  }
}
