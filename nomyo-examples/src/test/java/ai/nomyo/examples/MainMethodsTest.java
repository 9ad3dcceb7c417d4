// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void program_takesItsRouterAndApiKeyFromTheEnvironment() {
    try (FakeRouter router = FakeRouter.builder().requireApiKey("sk-1234").start()) {
      JavaProgram program =
          JavaProgram.of(Basic.class)
              .variable("NOMYO_BASE_URL", router.baseUrl().toString())
              .variable("NOMYO_API_KEY", "sk-1234");
      List<String> printed = program.output();

      assertTrue(printed.contains("echo: What is the capital of France?"), printed::toString);
      assertEquals(1, router.requests().size());
    }
  }

  @Test
  void programWithoutAnApiKey_saysWhichVariableIsMissing() {
    String printed =
        JavaProgram.of(Basic.class).withoutVariable("NOMYO_API_KEY").output().toString();

    assertTrue(printed.contains("environment variable NOMYO_API_KEY"), printed);
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
