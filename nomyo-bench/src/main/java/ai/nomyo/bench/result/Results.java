// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The figures of one run. Immutable. */
public final class Results {

  private final Map<String, String> environment;
  private final List<Measurement> measurements;
  private final Map<String, Measurement> byLabel = new LinkedHashMap<>();

  /**
   * @param environment the machine and the JVM, by keys such as {@code jdk}
   * @throws IllegalArgumentException if one figure is there twice
   */
  public Results(Map<String, String> environment, List<Measurement> measurements) {
    this.environment = Map.copyOf(environment);
    this.measurements = List.copyOf(measurements);
    for (Measurement measurement : measurements) {
      if (byLabel.put(measurement.label(), measurement) != null) {
        throw new IllegalArgumentException("measured twice: " + measurement.label());
      }
    }
  }

  /** The machine and the JVM, sorted. */
  public Map<String, String> environment() {
    return new TreeMap<>(environment);
  }

  /** The JDK's major version. */
  public String jdk() {
    return environment.getOrDefault("jdk", "?");
  }

  /** The figures, in the order in which they were measured. */
  public List<Measurement> measurements() {
    return measurements;
  }

  /** The figure of that name under these circumstances and no others. */
  public Optional<Measurement> find(String name, Map<String, String> parameters) {
    return Optional.ofNullable(byLabel.get(Measurement.label(name, parameters)));
  }

  /** One number of that figure, such as the median. */
  public OptionalDouble get(
      String name, Map<String, String> parameters, ToDoubleFunction<Spread> statistic) {
    return find(name, parameters).stream()
        .mapToDouble(found -> statistic.applyAsDouble(found.spread()))
        .findAny();
  }

  /** The values of a parameter, in the order in which they were measured first. */
  public List<String> values(String parameter) {
    return measurements.stream()
        .map(measurement -> measurement.parameters().get(parameter))
        .filter(value -> value != null)
        .distinct()
        .toList();
  }
}
