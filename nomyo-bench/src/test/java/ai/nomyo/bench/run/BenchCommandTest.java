// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Path home, String... args) {
    return BenchCommand.run(
        new Shell(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 80, home),
        args);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope | Unknown option",
        "--backend x | known are accp, conscrypt, jdk, bc, bcfips",
        "--backend auto | allowed is one of accp",
        "--backend bcfips | needs org.bouncycastle:bc-fips",
        "--only [ | a regular expression",
        "--only nothing-like-it | a pattern that nothing has",
        "report --docs nowhere | a directory with performance.md",
        "guard --full | Unknown option",
      })
  void badInput_isRefusedOnOneLine(String arguments, String message) {
    assertEquals(2, run(directory, arguments.split(" ")));

    assertTrue(err().contains(message), err());
    assertEquals(1, err().lines().count());
    assertEquals("", out.toString(UTF_8));
  }

  @Test
  void resultsThatAreThere_areNotOverwritten() throws IOException {
    Path file = directory.resolve("jdk" + Runtime.version().feature() + "-part.json");
    Files.writeString(file, "mine");

    assertEquals(2, run(directory, "--only", "wrap", "--output", directory.toString()));

    assertTrue(err().contains("which exists"), err());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void outputThatIsAFile_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");

    assertEquals(2, run(directory, "--only", "wrap", "--output", file.toString()));

    assertTrue(err().contains("which is a file"), err());
  }

  /** The tables in the document are those of the committed figures. */
  @Test
  void committedDocument_isWhatTheReportMakes() throws IOException {
    Path docs = Files.createDirectories(directory.resolve("docs"));
    Files.createDirectories(docs.resolve("performance"));
    copy("docs/performance.md");
    for (int jdk : new int[] {17, 25}) {
      copy("docs/performance/jdk" + jdk + ".json");
    }

    assertEquals(0, run(directory, "report"), err());

    assertEquals(
        Files.readString(ROOT.resolve("docs/performance.md")),
        Files.readString(docs.resolve("performance.md")));
    assertEquals(list(ROOT.resolve("docs/performance")), list(docs.resolve("performance")));
  }

  private void copy(String file) throws IOException {
    Files.copy(ROOT.resolve(file), directory.resolve(file));
  }

  private static List<String> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void optionsInDocuments_exist() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/performance.md"));
    StringBuilder help = new StringBuilder();
    for (String command : new String[] {"--help", "report --help", "guard --help"}) {
      assertEquals(0, run(directory, command.split(" ")));
      help.append(out.toString(UTF_8));
    }

    Matcher commands = Pattern.compile("\\./nomyo bench([^`\n]*)").matcher(document);
    int checked = 0;
    while (commands.find()) {
      for (String word : commands.group(1).split(" ")) {
        if (word.startsWith("--")) {
          assertTrue(help.toString().contains(word), word);
          checked++;
        }
      }
    }
    assertTrue(checked > 3);
  }
}
