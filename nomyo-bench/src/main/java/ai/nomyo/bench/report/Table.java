// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table in Markdown, aligned so that it can be read on a terminal as well. */
final class Table {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... header) {
    this.header = List.of(header);
  }

  /** A table whose columns are counted as it is made. */
  Table(List<String> first, List<String> more) {
    this.header = Stream.concat(first.stream(), more.stream()).toList();
  }

  Table row(String... cells) {
    return row(List.of(cells));
  }

  Table row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.size() + " cells in a table of " + header.size());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    List<String> rule = IntStream.of(widths).mapToObj("-"::repeat).toList();
    return Stream.concat(Stream.of(header, rule), rows.stream())
        .map(cells -> line(cells, widths))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private int width(int column) {
    return Stream.concat(Stream.of(header), rows.stream())
        .mapToInt(cells -> cells.get(column).length())
        .max()
        .orElseThrow();
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
