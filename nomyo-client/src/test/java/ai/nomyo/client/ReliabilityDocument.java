// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/reliability.md. */
final class ReliabilityDocument {

  private static final Path FILE = Path.of("..", "docs", "reliability.md");
  private static final int CELLS_BUT_THE_EXIT_CODE = 7;

  private ReliabilityDocument() {}

  /** The rows of the fault table, each without its exit code. */
  static List<List<String>> faults() throws IOException {
    return Files.readAllLines(FILE).stream()
        .dropWhile(line -> !line.equals("## Fault table"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(ReliabilityDocument::cells)
        .toList();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|"))
        .map(String::strip)
        .limit(CELLS_BUT_THE_EXIT_CODE)
        .toList();
  }
}
