// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One figure.
 *
 * @param name what was measured, such as {@code seal} or {@code seal:allocated}
 * @param parameters under which circumstances, such as {@code backend}
 * @param unit of the spread: {@code us}, {@code ms}, {@code B} or {@code ops/s}
 * @param spread the figure
 */
public record Measurement(String name, Map<String, String> parameters, String unit, Spread spread) {

  /** Copies the parameters, sorted by name. */
  public Measurement {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Its name and parameters on one line, such as {@code seal backend=jdk payloadBytes=1000}. */
  public String label() {
    return label(name, parameters);
  }

  /** As {@link #label()}. */
  public static String label(String name, Map<String, String> parameters) {
    StringBuilder label = new StringBuilder(name);
    new TreeMap<>(parameters).forEach((key, value) -> label.append(' ' + key + '=' + value));
    return label.toString();
  }
}
