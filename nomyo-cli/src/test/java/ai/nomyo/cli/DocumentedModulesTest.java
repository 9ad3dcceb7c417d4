// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of Java modules in docs/architecture.md say what the module-infos do. */
class DocumentedModulesTest {

  private static final String OURS = "ai.nomyo.";
  private static final Document ARCHITECTURE = Document.named("docs/architecture.md");

  /** By the name of the directory that it is built in. */
  private static Map<String, ModuleDescriptor> modules() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(DocumentedModulesTest::isLibraryOfTheHouse)
        .collect(
            Collectors.toMap(
                entry -> Document.ROOT.relativize(entry).getName(0).toString(),
                DocumentedModulesTest::descriptor,
                (one, other) -> one,
                TreeMap::new));
  }

  private static boolean isLibraryOfTheHouse(Path entry) {
    return entry.startsWith(Document.ROOT)
        && Files.exists(
            Document.ROOT
                .resolve(Document.ROOT.relativize(entry).getName(0))
                .resolve("src/main/java/module-info.java"));
  }

  /** Of a jar or, as long as it is not packaged, of a directory. */
  private static ModuleDescriptor descriptor(Path entry) {
    return ModuleFinder.of(entry).findAll().iterator().next().descriptor();
  }

  private static Set<String> exported(
      ModuleDescriptor module, Predicate<ModuleDescriptor.Exports> which) {
    return module.exports().stream()
        .filter(which)
        .map(exports -> shortened(exports.source()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shortened(String name) {
    return name.startsWith(OURS) ? name.substring(OURS.length()) : name;
  }

  private static Set<String> code(String cell) {
    return new TreeSet<>(Document.inlineCode(cell));
  }

  @Test
  void names_andWhatAllMaySee() {
    Map<String, List<Object>> documented = new TreeMap<>();
    ARCHITECTURE
        .table("Java modules")
        .forEach(
            row ->
                documented.put(
                    row.get(0).replace("`", ""),
                    List.of(row.get(1).replace("`", ""), code(row.get(2)))));

    Map<String, List<Object>> compiled = new TreeMap<>();
    modules()
        .forEach(
            (directory, module) ->
                compiled.put(
                    directory,
                    List.of(module.name(), exported(module, each -> !each.isQualified()))));
    assertEquals(compiled, documented);
  }

  @Test
  void packagesForModulesOfTheHouse() {
    Map<String, Set<String>> documented = new TreeMap<>();
    ARCHITECTURE
        .table("Packages for modules of the house")
        .forEach(row -> documented.put(row.get(0).replace("`", ""), code(row.get(1))));

    Map<String, Set<String>> compiled = new TreeMap<>();
    modules().values().stream()
        .flatMap(module -> module.exports().stream())
        .filter(ModuleDescriptor.Exports::isQualified)
        .forEach(
            exports ->
                compiled.put(
                    shortened(exports.source()),
                    exports.targets().stream()
                        .map(DocumentedModulesTest::shortened)
                        .collect(Collectors.toCollection(TreeSet::new))));
    assertEquals(compiled, documented);
  }
}
