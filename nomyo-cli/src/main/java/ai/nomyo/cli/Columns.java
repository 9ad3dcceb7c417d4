// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.util.ArrayList;
import java.util.List;

/** Lays texts out side by side, each wrapped in a column of its own. */
final class Columns {

  private static final String GAP = "  │  ";

  private final int width;
  private final List<List<String>> columns = new ArrayList<>();

  /**
   * @param width of each column, in characters
   */
  Columns(int width) {
    this.width = width;
  }

  Columns add(String title, String text) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add("─".repeat(width));
    text.lines().forEach(line -> wrap(line, lines));
    columns.add(lines);
    return this;
  }

  private void wrap(String line, List<String> lines) {
    String rest = line;
    while (rest.codePointCount(0, rest.length()) > width) {
      int end = rest.offsetByCodePoints(0, width);
      lines.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    lines.add(rest);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int row = 0; row < height; row++) {
      appendRow(text, row);
    }
    return text.toString();
  }

  private void appendRow(StringBuilder text, int row) {
    StringBuilder line = new StringBuilder();
    for (List<String> column : columns) {
      String cell = row < column.size() ? column.get(row) : "";
      line.append(line.isEmpty() ? "  " : GAP);
      line.append(cell).append(" ".repeat(width - cell.codePointCount(0, cell.length())));
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
