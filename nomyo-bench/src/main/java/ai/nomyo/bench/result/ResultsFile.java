// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.result;

import ai.nomyo.client.Nomyo;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Results as JSON, one figure a line, so that versions can be compared line by line. The schema is
 * in docs/performance.md.
 */
public final class ResultsFile {

  private static final String SCHEMA = "nomyo-bench-1";

  /** More would be noise. */
  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_UP);

  private ResultsFile() {}

  /**
   * Reads a file that {@link #text} wrote.
   *
   * @throws InvalidInputException if it cannot be read or is anything else
   */
  public static Results read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          "results", "a file that cannot be read", file + ", as nomyo bench --full writes it");
    }
  }

  static Results parse(String text) {
    JsonObject file = Nomyo.json().readObject(text);
    String schema = file.getString("schema").orElse("");
    if (!schema.equals(SCHEMA)) {
      throw new InvalidInputException("results", "schema \"" + schema + "\"", SCHEMA);
    }
    return new Results(
        strings(file.getObject("environment").orElseThrow(() -> incomplete("environment"))),
        file.getObjects("measurements").stream().map(ResultsFile::measurement).toList());
  }

  private static Map<String, String> strings(JsonObject object) {
    return object.members().keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name, name -> object.getString(name).orElseThrow(() -> incomplete(name))));
  }

  private static Measurement measurement(JsonObject line) {
    return new Measurement(
        line.getString("name").orElseThrow(() -> incomplete("name")),
        strings(line.getObject("parameters").orElseThrow(() -> incomplete("parameters"))),
        line.getString("unit").orElseThrow(() -> incomplete("unit")),
        new Spread(
            number(line, "least"),
            number(line, "lower_quartile"),
            number(line, "median"),
            number(line, "upper_quartile"),
            line.getLong("samples").orElseThrow(() -> incomplete("samples"))));
  }

  private static double number(JsonObject line, String name) {
    return line.getDouble(name).orElseThrow(() -> incomplete(name));
  }

  private static InvalidInputException incomplete(String member) {
    return new InvalidInputException("results", "no member \"" + member + "\"", "a whole file");
  }

  /** The file's text. */
  public static String text(Results results) {
    List<String> lines =
        results.measurements().stream().map(ResultsFile::object).map(ResultsFile::line).toList();
    return "{\"schema\":\""
        + SCHEMA
        + "\",\"environment\":"
        + line(JsonObject.of(results.environment()))
        + ",\"measurements\":[\n"
        + String.join(",\n", lines)
        + "\n]}\n";
  }

  private static String line(JsonObject object) {
    return Nomyo.json().write(object);
  }

  private static JsonObject object(Measurement measurement) {
    Spread spread = measurement.spread();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", measurement.name());
    line.put("parameters", measurement.parameters());
    line.put("unit", measurement.unit());
    line.put("median", rounded(spread.median()));
    line.put("least", rounded(spread.least()));
    line.put("lower_quartile", rounded(spread.lower()));
    line.put("upper_quartile", rounded(spread.upper()));
    line.put("samples", spread.samples());
    return JsonObject.of(line);
  }

  private static BigDecimal rounded(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).round(DIGITS);
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
