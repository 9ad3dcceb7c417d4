// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long each step of the demo took, in the order they ended. One thread. */
final class StepTimes {

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Notes a step that began at a reading of {@link System#nanoTime} and ended now. */
  void add(String step, long startNanos) {
    nanos.put(step, System.nanoTime() - startNanos);
  }

  String table() {
    StringBuilder table = new StringBuilder();
    nanos.forEach((step, time) -> table.append(line(step, time)));
    return table.toString();
  }

  private static String line(String step, long nanos) {
    return String.format(Locale.ROOT, "  %-36s %8.1f ms%n", step, nanos / NANOS_PER_MILLI);
  }
}
