// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that others may use says what it is. The API site is built without this check, because
 * there it would ask for a tag for each parameter as well.
 */
class CommentedApiTest {

  private static final List<String> OF_THE_HOUSE =
      List.of("nomyo-cli", "nomyo-bench", "nomyo-consumers", "nomyo-examples");

  private final DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();

  @Test
  void everyPublicTypeAndMember_hasAComment(@TempDir Path site) throws IOException {
    assertEquals("", String.join("\n", uncommented(site, published())));
  }

  @Test
  void memberWithoutComment_isFound(@TempDir Path directory) throws IOException {
    Path source = directory.resolve("Silent.java");
    Files.writeString(
        source,
        "/** A type. */ public interface Silent { void silent(); /** Is. */ void said(); }");
    List<String> found = uncommented(directory, List.of(source));
    assertEquals(1, found.size(), () -> String.join("\n", found));
    assertTrue(found.get(0).startsWith("Silent.java:1"), found.get(0));
  }

  private static List<Path> published() throws IOException {
    try (Stream<Path> files =
        Files.find(
            Document.ROOT,
            20,
            (path, attributes) ->
                path.toString().endsWith(".java")
                    // They are of several modules, and javadoc reads one at a time.
                    && !path.endsWith("module-info.java")
                    && path.toString().contains("/src/main/java/")
                    && !OF_THE_HOUSE.contains(module(path)))) {
      return files.toList();
    }
  }

  private static String module(Path source) {
    return Document.ROOT.relativize(source).getName(0).toString();
  }

  private List<String> uncommented(Path site, List<Path> sources) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-Xdoclint:missing",
            "-quiet",
            // Some providers cannot share a class path, so that their types are unknown here.
            "--ignore-source-errors",
            "-Xmaxwarns",
            "100000",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            site.toString());
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(found, null, null)) {
      javadoc
          .getTask(
              new StringWriter(),
              files,
              found,
              null,
              options,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getMessage(Locale.ROOT).contains("no comment"))
        .filter(diagnostic -> !lineOf(diagnostic).startsWith("private "))
        .map(CommentedApiTest::described)
        .toList();
  }

  /** Javadoc asks for the private fields of exceptions, as parts of their serialized form. */
  private static String lineOf(Diagnostic<? extends JavaFileObject> diagnostic) {
    try {
      return diagnostic
          .getSource()
          .getCharContent(true)
          .toString()
          .lines()
          .skip(diagnostic.getLineNumber() - 1)
          .findFirst()
          .orElseThrow()
          .strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String described(Diagnostic<? extends JavaFileObject> diagnostic) {
    Path file = Path.of(diagnostic.getSource().toUri()).getFileName();
    return file + ":" + diagnostic.getLineNumber() + " " + lineOf(diagnostic);
  }
}
