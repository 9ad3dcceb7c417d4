// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of docs/memory.md that say which secrets may be found where. */
final class MemoryDocument {

  private static final Path FILE = Path.of("..", "docs", "memory.md");

  private MemoryDocument() {}

  /** The cells of a backend's row in the table under a heading, by the heads of their columns. */
  static Map<String, String> promises(String heading, String backend, String secureMemory)
      throws IOException {
    List<List<String>> table =
        Files.readAllLines(FILE).stream()
            .dropWhile(line -> !line.equals("### " + heading))
            .skip(1)
            .takeWhile(line -> !line.startsWith("#"))
            .filter(line -> line.startsWith("|"))
            .map(MemoryDocument::cells)
            .toList();
    List<String> row =
        table.stream()
            .filter(cells -> cells.subList(0, 2).equals(List.of(backend, secureMemory)))
            .findFirst()
            .orElseThrow(() -> new AssertionError(heading + " has no row for " + backend));
    Map<String, String> promises = new LinkedHashMap<>();
    for (int i = 2; i < row.size(); i++) {
      promises.put(table.get(0).get(i), row.get(i));
    }
    return promises;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }
}
