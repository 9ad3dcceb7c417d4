// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The other half of the migration is written as that library has it: each block compiles. */
class OpenAiJavaBlocksTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "migration-from-openai-java.md");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java openai\\n(.*?)^```$");

  /** What an IDE adds. */
  private static final String IMPORTS =
      Stream.of(
              "com.fasterxml.jackson.annotation.JsonClassDescription",
              "com.fasterxml.jackson.annotation.JsonPropertyDescription",
              "com.openai.client.*",
              "com.openai.client.okhttp.*",
              "com.openai.core.*",
              "com.openai.errors.*",
              "com.openai.models.*",
              "com.openai.models.chat.completions.*",
              "java.time.*",
              "java.util.*",
              "java.util.concurrent.*")
          .map(name -> "import " + name + ";\n")
          .collect(Collectors.joining());

  @TempDir Path directory;

  static Stream<String> blocks() throws IOException {
    return BLOCK.matcher(Files.readString(DOCUMENT)).results().map(match -> match.group(1));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void compiles(String block) {
    assertEquals(List.of(), errors(block));
  }

  @Test
  void block_thatIsWrong_doesNotCompile() {
    assertEquals(1, errors("client.chat().completions().creates(params);").size());
  }

  @Test
  void thereIsOneInMostSections() throws IOException {
    assertTrue(blocks().count() > 8);
  }

  /** A block may use the client and the parameters of an earlier one. */
  private List<String> errors(String block) {
    String source =
        IMPORTS
            + "class Example {\n  static OpenAIClient client;\n"
            + "  static ChatCompletionCreateParams params;\n  static void run() {\n"
            + block
            + "  }\n}\n";
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
    compiler.getTask(null, null, diagnostics, options, null, List.of(new Source(source))).call();
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
