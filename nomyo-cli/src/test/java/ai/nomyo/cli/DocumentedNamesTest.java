// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documents call by the name of a class or of one of its members is there. */
class DocumentedNamesTest {

  /** A name such as {@code ChatRequest}, perhaps with a member behind it. */
  private static final Pattern NAME =
      Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.(\\w+))?(?:[.(].*)?");

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

  /** Names of others: headers, functions of systems, classes that no test here can load. */
  private static final Set<String> FOREIGN =
      Set.of(
          "AsymmetricBlockCipher",
          "Authorization",
          "Connection",
          "Expect",
          "Host",
          "InvalidRequestError",
          "NativePRNG",
          "OAEPEncoding",
          "SubjectPublicKeyInfo",
          "Trailer",
          "Upgrade",
          "VirtualLock");

  private static final Set<String> JDK =
      Set.of(
          "com.sun.net.httpserver",
          "java.lang",
          "java.math",
          "java.net",
          "java.nio",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "javax.crypto.spec");

  private static final Map<String, String> SOURCES = new HashMap<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> modules = Files.list(Document.ROOT)) {
      for (Path module : modules.filter(dir -> Files.exists(dir.resolve("src"))).toList()) {
        readSources(module.resolve("src"));
      }
    }
    Document.blocksIn("java").forEach(example -> addTypesOf(example.text()));
  }

  private static void readSources(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(DocumentedNamesTest::read);
    }
  }

  private static void read(Path file) {
    try {
      addTypesOf(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types in different rooms may share a name. */
  private static void addTypesOf(String source) {
    DECLARATION
        .matcher(source)
        .results()
        .forEach(type -> SOURCES.merge(type.group(1), source, String::concat));
  }

  /** The names in all documents but the guides from other clients, which name theirs. */
  private static Stream<MatchResult> names() throws IOException {
    return Document.all().stream()
        .filter(document -> !document.toString().startsWith("docs/migration-"))
        .flatMap(document -> document.inlineCode().stream())
        .map(NAME::matcher)
        .filter(name -> name.matches())
        .map(name -> name.toMatchResult());
  }

  @Test
  void classes_exist() throws IOException {
    Set<String> unknown =
        names()
            .map(name -> name.group(1))
            .filter(name -> !SOURCES.containsKey(name) && !isOfTheJdk(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(FOREIGN), unknown);
  }

  private static boolean isOfTheJdk(String name) {
    return JDK.stream().anyMatch(room -> exists(room + "." + name));
  }

  private static boolean exists(String type) {
    try {
      Class.forName(type, false, ClassLoader.getPlatformClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  @Test
  void members_exist() throws IOException {
    Set<String> unknown =
        names()
            .filter(name -> name.group(2) != null && SOURCES.containsKey(name.group(1)))
            .filter(name -> !mentions(SOURCES.get(name.group(1)), name.group(2)))
            .map(MatchResult::group)
            .collect(Collectors.toSet());

    assertEquals(Set.of(), unknown);
  }

  private static boolean mentions(String source, String member) {
    return Pattern.compile("\\b" + member + "\\b").matcher(source).find();
  }
}
