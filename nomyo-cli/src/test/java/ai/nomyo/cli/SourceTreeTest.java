// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shape of the whole source tree. {@code ArchitectureTest} of nomyo-client cannot see the
 * modules that come after it.
 */
final class SourceTreeTest {

  private static final Pattern PACKAGE_INFO =
      Pattern.compile("(?s)/\\*\\*.*\\*/\\s+@NullMarked\\s+package .*");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^public ((abstract|final|sealed|non-sealed) )*"
              + "(class|interface|enum|record|@interface) ");
  private static final Pattern OWN_IMPORT =
      Pattern.compile("(?m)^import (?:static )?(ai\\.nomyo[a-z0-9.]*)\\.[A-Z]");
  private static final Pattern SAYS_NOTHING =
      Pattern.compile("(?i).*\\.(util|helper|common|misc|impl|manager)s?(\\..*)?");
  private static final Pattern TYPE_SAYS_NOTHING =
      Pattern.compile(".*(Utils?|Helpers?|Misc|Impl|Managers?)|Common[A-Z].*");

  /** A file of main code. */
  private record Source(Path path, String text) {

    static Source read(Path path) {
      try {
        return new Source(path, Files.readString(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String module() {
      return Document.ROOT.relativize(path).getName(0).toString();
    }

    String packageName() {
      Path directory = path.getParent();
      return Document.ROOT
          .resolve(module())
          .resolve("src/main/java")
          .relativize(directory)
          .toString()
          .replace('/', '.');
    }

    String type() {
      return path.getFileName().toString().replace(".java", "");
    }
  }

  private static final List<Source> SOURCES = sources();

  private static List<Source> sources() {
    try (Stream<Path> modules = Files.list(Document.ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourceTreeTest::sourcesIn)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Source> sourcesIn(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .map(Source::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPackage_saysWhatItIs_andIsNullMarked() {
    Set<String> described =
        SOURCES.stream()
            .filter(source -> source.type().equals("package-info"))
            .filter(source -> PACKAGE_INFO.matcher(source.text()).matches())
            .map(Source::packageName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        SOURCES.stream().map(Source::packageName).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(all.size() > 30, all.toString());
    assertEquals(all, described);
  }

  @Test
  void noNameLeavesOpen_whatIsInside() {
    SOURCES.forEach(
        source -> {
          assertFalse(SAYS_NOTHING.matcher(source.packageName()).matches(), source.packageName());
          assertFalse(TYPE_SAYS_NOTHING.matcher(source.type()).matches(), source.type());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ai.nomyo.util", "ai.nomyo.Utils.x", "ai.nomyo.core.common"})
  void packageThatLeavesItOpen_isNoticed(String name) {
    assertTrue(SAYS_NOTHING.matcher(name).matches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ByteUtils", "ChatHelper", "RouterImpl", "KeyManager", "CommonKeys"})
  void typeThatLeavesItOpen_isNoticed(String name) {
    assertTrue(TYPE_SAYS_NOTHING.matcher(name).matches());
  }

  @Test
  void packages_haveNoCycles() {
    assertEquals(Map.of(), cycles(imports(SOURCES)));
  }

  @Test
  void cycle_isNoticed() {
    Map<String, Set<String>> imports =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("b", "d"), "d", Set.of());
    assertEquals(Set.of("a", "b", "c"), cycles(imports).keySet());
  }

  private static Map<String, Set<String>> imports(List<Source> sources) {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (Source source : sources) {
      Set<String> used =
          OWN_IMPORT
              .matcher(source.text())
              .results()
              .map((MatchResult match) -> match.group(1))
              .filter(name -> !name.equals(source.packageName()))
              .collect(Collectors.toSet());
      imports.computeIfAbsent(source.packageName(), name -> new TreeSet<>()).addAll(used);
    }
    return imports;
  }

  /** What is left when nobody is who uses none of the rest: cycles, and who uses them. */
  private static Map<String, Set<String>> cycles(Map<String, Set<String>> imports) {
    Map<String, Set<String>> left = new TreeMap<>(imports);
    while (left.entrySet()
        .removeIf(entry -> entry.getValue().stream().noneMatch(left::containsKey))) {
      // until all are gone, or each uses another
    }
    return left;
  }

  @Test
  void publicTypes_areAsManyAsTheDocumentSays() {
    Map<String, Long> counted =
        SOURCES.stream()
            .filter(source -> PUBLIC_TYPE.matcher(source.text()).find())
            .collect(Collectors.groupingBy(Source::module, TreeMap::new, Collectors.counting()));
    counted.keySet().removeAll(Set.of("nomyo-cli", "nomyo-bench", "nomyo-examples"));

    Map<String, Long> documented = new TreeMap<>();
    Document.named("docs/architecture.md")
        .table("How much of it is public")
        .forEach(row -> documented.put(row.get(0).replace("`", ""), Long.valueOf(row.get(1))));
    assertEquals(documented, counted);
  }
}
