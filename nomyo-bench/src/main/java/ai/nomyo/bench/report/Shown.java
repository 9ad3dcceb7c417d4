// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Figures as text: three digits, whatever the size. */
final class Shown {

  private static final String ABSENT = "–";

  private Shown() {}

  /** A dash where nothing was measured. */
  static String optional(OptionalDouble value, DoubleFunction<String> shown) {
    return value.isPresent() ? shown.apply(value.getAsDouble()) : ABSENT;
  }

  static String number(double value) {
    double size = Math.abs(value);
    String format = size < 0.995 ? "%.3f" : size < 9.95 ? "%.2f" : size < 99.5 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String payload(int bytes) {
    return bytes < 1_000_000 ? bytes / 1_000 + " KB" : bytes / 1_000_000 + " MB";
  }

  static String bytes(double value) {
    return value < 1e6 ? number(value / 1e3) + " KB" : number(value / 1e6) + " MB";
  }

  static String signed(double value) {
    return (value < 0 ? "−" : "+") + number(Math.abs(value));
  }
}
