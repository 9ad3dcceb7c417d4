// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.client.Nomyo;
import ai.nomyo.json.JsonObject;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The metadata for native images names every class of ours that finds something at run time, as its
 * condition, and what that class finds.
 */
class ReachabilityMetadataTest {

  /** What finds classes, members and resources by their names. */
  private static final Map<String, Pattern> FINDERS =
      Map.of(
          "java.io.ObjectInputStream", Pattern.compile("readObject|readUnshared"),
          "java.lang.Class",
              Pattern.compile(
                  "forName|newInstance|getEnumConstants|getPermittedSubclasses|getRecordComponents"
                      + "|get(Declared)?(Classes|Constructors?|Fields?|Methods?)"
                      + "|getResource(AsStream)?"),
          "java.lang.ClassLoader", Pattern.compile("loadClass|getResource.*|getSystemResource.*"),
          "java.lang.Module", Pattern.compile("getResourceAsStream"),
          "java.lang.invoke.MethodHandles$Lookup", Pattern.compile("find.*|unreflect.*"),
          "java.lang.reflect.Proxy", Pattern.compile("newProxyInstance"),
          "java.util.ResourceBundle", Pattern.compile("getBundle"),
          "java.util.ServiceLoader", Pattern.compile("load.*"),
          "com.sun.jna.Native", Pattern.compile("load.*|register"));

  /**
   * They look into types that the program hands over, which are for the program to register, or
   * change classes as they are loaded, which no image can.
   */
  private static final Set<String> UNREGISTERED =
      Set.of(
          "ai.nomyo.typed.KnownTypes",
          "ai.nomyo.typed.MethodTools",
          "ai.nomyo.testkit.machine.OtherClassPath");

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/nomyo-cli/"))
          .importPackages("ai.nomyo");

  /** An entry: what a class of a module finds. */
  record Entry(String module, String kind, JsonObject json) {

    String condition() {
      return json.getObject("condition").flatMap(it -> it.getString("typeReached")).orElseThrow();
    }

    @Override
    public String toString() {
      return condition() + " " + json.getString("type").or(() -> json.getString("glob")).orElse("");
    }
  }

  /** Those that are libraries, and have resources. */
  static List<String> modules() throws IOException {
    try (Stream<Path> directories = Files.list(Document.ROOT)) {
      return directories
          .filter(module -> Files.exists(module.resolve("src/main/java/module-info.java")))
          .map(module -> module.getFileName().toString())
          .filter(module -> Files.exists(resources(module)))
          .toList();
    }
  }

  static List<Entry> entries() throws IOException {
    return modules().stream().flatMap(ReachabilityMetadataTest::entriesOf).toList();
  }

  private static Stream<Entry> entriesOf(String module) {
    Path directory = resources(module).resolve("META-INF/native-image/ai.nomyo/" + module);
    JsonObject json =
        Nomyo.json().readObject(text(directory.resolve("reachability-metadata.json")));
    return json.members().keySet().stream()
        .flatMap(
            kind -> json.getObjects(kind).stream().map(entry -> new Entry(module, kind, entry)));
  }

  private static Path resources(String module) {
    return Document.ROOT.resolve(module).resolve("src/main/resources");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Entry> entries(String kind) throws IOException {
    return entries().stream().filter(entry -> entry.kind().equals(kind));
  }

  static List<Entry> reflection() throws IOException {
    return entries("reflection").toList();
  }

  static List<Entry> resources() throws IOException {
    return entries("resources").toList();
  }

  private static boolean finds(JavaClass type) {
    return type.getAccessesFromSelf().stream().anyMatch(ReachabilityMetadataTest::finds);
  }

  private static boolean finds(JavaAccess<?> access) {
    Pattern methods = FINDERS.get(access.getTargetOwner().getFullName());
    return methods != null && methods.matcher(access.getTarget().getName()).matches();
  }

  @Test
  void everyClassThatFindsSomething_isACondition_andNoOther() throws IOException {
    Set<String> finding =
        LIBRARY.stream()
            .filter(ReachabilityMetadataTest::finds)
            .map(JavaClass::getFullName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(finding.containsAll(UNREGISTERED), finding::toString);
    finding.removeAll(UNREGISTERED);

    Set<String> conditions =
        entries().stream().map(Entry::condition).collect(Collectors.toCollection(TreeSet::new));

    assertEquals(finding, conditions);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void entry_isInTheModuleOfItsCondition(Entry entry) {
    String source = "src/main/java/" + entry.condition().replace('.', '/') + ".java";
    Path module = Document.ROOT.resolve(entry.module());
    assertTrue(Files.exists(module.resolve(source)), entry::toString);
  }

  @ParameterizedTest
  @MethodSource("reflection")
  void method_isNamedByItsCondition_andExists(Entry entry) throws Exception {
    Class<?> type = Class.forName(entry.json().getString("type").orElseThrow());
    for (JsonObject method : entry.json().getObjects("methods")) {
      String name = method.getString("name").orElseThrow();
      assertTrue(names(entry.condition(), name), name);
      assertEquals(List.of(), method.getStrings("parameterTypes"));
      assumeTrue(Runtime.version().feature() >= 21, "before virtual threads");
      assertEquals(0, type.getMethod(name).getParameterCount());
    }
  }

  @ParameterizedTest
  @MethodSource("resources")
  void resource_isNamedByItsCondition_orShipped(Entry entry) throws IOException {
    String glob = entry.json().getString("glob").orElseThrow();
    if (glob.endsWith(".class")) {
      assertTrue(names(entry.condition(), glob), glob);
    } else {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      assertTrue(shipped(entry.module()).anyMatch(matcher::matches), glob);
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everythingShipped_isAResource(String module) throws IOException {
    List<PathMatcher> globs =
        entries("resources")
            .filter(entry -> entry.module().equals(module))
            .map(entry -> "glob:" + entry.json().getString("glob").orElseThrow())
            .map(FileSystems.getDefault()::getPathMatcher)
            .toList();
    assertEquals(
        List.of(),
        shipped(module)
            .filter(file -> globs.stream().noneMatch(glob -> glob.matches(file)))
            .toList());
  }

  private static Stream<Path> shipped(String module) throws IOException {
    Path resources = resources(module);
    try (Stream<Path> files = Files.walk(resources)) {
      return files
          .filter(Files::isRegularFile)
          .map(resources::relativize)
          .filter(file -> !file.startsWith("META-INF"))
          .toList()
          .stream();
    }
  }

  /** Whether a class has a constant of that text. */
  private static boolean names(String type, String text) throws IOException {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream classFile = ReachabilityMetadataTest.class.getResourceAsStream(file)) {
      return new String(classFile.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text);
    }
  }
}
