// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of rooms in docs/architecture.md says what {@link ArchitectureTest} enforces. */
class ArchitectureDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
  private static final String OURS = "ai.nomyo.";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void rooms_mayUseWhatTheTableSays() throws IOException {
    Map<String, Set<String>> documented = documented();
    List<ArchitectureRule> rooms = Rooms.all().toList();

    for (ArchitectureRule room : rooms) {
      assertEquals(shortened(room.mayUse()), documented.get(room.name()), room.name());
    }
    assertEquals(rooms.size(), documented.size());
  }

  private static Set<String> shortened(Set<String> packages) {
    return packages.stream()
        .map(name -> name.startsWith(OURS) ? name.substring(OURS.length()) : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> rooms = new TreeMap<>();
    Files.readAllLines(DOCUMENT).stream()
        .dropWhile(line -> !line.equals("## Rooms"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|"))
        .forEach(cells -> rooms.put(code(cells[1]).iterator().next(), code(cells[3])));
    return rooms;
  }

  private static Set<String> code(String cell) {
    return CODE.matcher(cell)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
