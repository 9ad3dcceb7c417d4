// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import ai.nomyo.bench.result.Results;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Results as tables on a terminal, and as tables and charts of a document. */
public final class Report {

  /** A table in a document, between two comments that no reader sees. */
  private static final Pattern PLACE =
      Pattern.compile("(<!-- table: (\\w+) -->\n)(?:.*?)(<!-- end -->)", Pattern.DOTALL);

  private final List<Figures> runs;

  /**
   * @param results of one or several runs, in the order in which they are shown
   */
  public Report(List<Results> results) {
    runs = results.stream().map(Figures::medians).toList();
  }

  /** The tables that have rows. */
  public String text() {
    return new Tables(runs)
        .all().entrySet().stream()
            .filter(table -> !table.getValue().isEmpty())
            .map(table -> table.getKey() + "\n\n" + table.getValue())
            .collect(Collectors.joining("\n"));
  }

  /**
   * A document with the tables of these results in their places.
   *
   * @throws InvalidInputException if it has no places, or one for an unknown table
   */
  public String in(String document) {
    Map<String, Table> tables = new Tables(runs).all();
    Matcher places = PLACE.matcher(document);
    StringBuilder whole = new StringBuilder();
    while (places.find()) {
      Table table = tables.get(places.group(2));
      if (table == null) {
        throw new InvalidInputException(
            "document", "a place for table " + places.group(2), String.join(", ", tables.keySet()));
      }
      String filled = places.group(1) + "\n" + table + "\n" + places.group(3);
      places.appendReplacement(whole, Matcher.quoteReplacement(filled));
    }
    if (whole.isEmpty()) {
      throw new InvalidInputException(
          "document", "one without places", "lines <!-- table: NAME --> and <!-- end -->");
    }
    return places.appendTail(whole).toString();
  }

  /** Writes the charts, as many as there are figures for. */
  public void writeCharts(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, String> chart : new Charts(runs).all().entrySet()) {
      Files.writeString(directory.resolve(chart.getKey() + ".svg"), chart.getValue());
    }
  }
}
