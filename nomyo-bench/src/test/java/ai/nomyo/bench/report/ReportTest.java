// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.bench.result.Results;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private final Report report = new Report(List.of(Samples.all("17"), Samples.all("25")));

  @Test
  void tables_showOursThePrimitivesAndTheirRatio() {
    String text = report.text();

    assertTrue(
        text.contains(
            "| 17  | jdk     | 1 KB    | 150      | 40.0      | 20.0    | 30.0         | 10.0 | 100"
                + " | 1.50  |"),
        text);
    assertTrue(text.contains("| 25  | jdk     | 2.50     | 0.500"), text);
  }

  @Test
  void targets_areMarkedWhereTheyAreMissed() {
    String[] rows = tableOf("targets").lines().toArray(String[]::new);

    assertTrue(row(rows, "process with a stored key").contains("600 ✗"));
    assertFalse(row(rows, "process with a fresh key").contains("✗"));
    assertFalse(row(rows, "first seal").contains("✗"));
    assertTrue(row(rows, "second thread").contains("0.750 ✗"));
    assertFalse(row(rows, "beyond router").contains("✗"), "asked of accp alone");
  }

  private static String row(String[] rows, String start) {
    return Stream.of(rows).filter(line -> line.contains(start)).findFirst().orElseThrow();
  }

  private String tableOf(String name) {
    return report.in("<!-- table: " + name + " -->\n<!-- end -->");
  }

  @Test
  void runWithoutFigures_hasOnlyItsSurroundings() {
    Results empty = new Results(Samples.all("17").environment(), List.of());

    assertEquals(1, new Report(List.of(empty)).text().split("\n\n").length - 1);
  }

  @Test
  void document_isFilledAgainAndAgain_andKeepsItsText() {
    String document = "# T\n<!-- table: seal -->\n<!-- end -->\nbetween\n<!-- table: open -->\n";
    String once = report.in(document + "old\n<!-- end -->\nend\n");

    assertTrue(once.startsWith("# T\n<!-- table: seal -->\n\n| JDK"), once);
    assertTrue(once.contains("\nbetween\n"));
    assertTrue(once.endsWith("\nend\n"));
    assertFalse(once.contains("old"));
    assertEquals(once, report.in(once));
  }

  @Test
  void documentWithoutPlacesOrWithAnUnknownOne_isRefused() {
    assertThrows(InvalidInputException.class, () -> report.in("# T\n"));
    InvalidInputException unknown =
        assertThrows(
            InvalidInputException.class, () -> report.in("<!-- table: x -->\n<!-- end -->"));
    assertTrue(unknown.getMessage().contains("seal, open"), unknown.getMessage());
  }

  @Test
  void charts_areThereForAllThatWasMeasured(@TempDir Path directory) throws IOException {
    report.writeCharts(directory);

    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      assertEquals(
          Set.of(
              "seal-ratio.svg",
              "seal-time.svg",
              "seal-allocated.svg",
              "open-ratio.svg",
              "open-time.svg",
              "open-allocated.svg",
              "throughput-jdk17.svg",
              "throughput-jdk25.svg",
              "call.svg",
              "key.svg",
              "cold-fresh-key.svg",
              "cold-stored-key.svg",
              "cold-first-seal.svg"),
          names);
    }
    assertTrue(Files.readString(directory.resolve("key.svg")).contains("<svg"));
  }

  @Test
  void rowOfAnotherWidth_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").row("1"));
  }

  @Test
  void figures_haveThreeDigits() {
    assertEquals("0.123", Shown.number(0.1234));
    assertEquals("1.23", Shown.number(1.234));
    assertEquals("12.3", Shown.number(12.34));
    assertEquals("12,345", Shown.number(12_345.4));
    assertEquals("−3.00", Shown.signed(-3));
    assertEquals("9 MB", Shown.payload(9_000_000));
    assertEquals("12.3 MB", Shown.bytes(12_345_678));
    assertEquals(Map.of(), new Charts(List.of()).all());
  }
}
