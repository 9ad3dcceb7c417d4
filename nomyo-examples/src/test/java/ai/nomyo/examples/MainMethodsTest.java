// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md says of the examples as programs. */
@Timeout(120)
class MainMethodsTest {

  private static final Path README = Path.of("README.md");
  private static final Path SOURCES = Path.of("src/main/java/ai/nomyo/examples");

  @Test
  void program_takesItsRouterAndApiKeyFromTheEnvironment() throws Exception {
    try (FakeRouter router = FakeRouter.builder().requireApiKey("sk-1234").start()) {
      Map<String, String> environment =
          Map.of("NOMYO_BASE_URL", router.baseUrl().toString(), "NOMYO_API_KEY", "sk-1234");

      assertTrue(output(environment).contains("echo: What is the capital of France?"));
      assertEquals(1, router.requests().size());
    }
  }

  @Test
  void programWithoutAnApiKey_saysWhichVariableIsMissing() throws Exception {
    assertTrue(output(Map.of()).contains("environment variable NOMYO_API_KEY"));
  }

  private static String output(Map<String, String> environment) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Basic.class.getName())
            .redirectErrorStream(true);
    program.environment().remove("NOMYO_API_KEY");
    program.environment().putAll(environment);
    return new String(program.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static Stream<String> examples() throws IOException {
    try (Stream<Path> sources = Files.list(SOURCES)) {
      return sources
          .map(source -> source.getFileName().toString().replace(".java", ""))
          .filter(name -> !name.equals("package-info") && !name.equals("Deployment"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isListedAndCanBeRun(String name) throws Exception {
    var main = Class.forName("ai.nomyo.examples." + name).getMethod("main", String[].class);

    assertTrue(Modifier.isStatic(main.getModifiers()));
    Optional<String> row =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("| [" + name + "](" + SOURCES + "/" + name + ".java)"))
            .findFirst();
    assertTrue(row.isPresent(), name);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isReadAtAGlance(String name) throws Exception {
    assertTrue(Files.readAllLines(SOURCES.resolve(name + ".java")).size() < 90, name);
  }
}
