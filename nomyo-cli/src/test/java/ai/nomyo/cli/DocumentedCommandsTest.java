// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.nomyo.core.server.RouterAddress;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example for the shell is run, except those that other tests or the build itself are. */
class DocumentedCommandsTest {

  private static final Set<String> RUN_ELSEWHERE =
      Set.of("./nomyo demo", "mvn verify", "mvn com.diffplug.spotless:spotless-maven-plugin:apply");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** The benchmarks come after this module, and read their own options in the documents. */
  private static final String BENCH = "./nomyo bench";

  @TempDir Path directory;

  static Stream<Document.Block> examples() throws IOException {
    return Document.blocksIn("sh");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void run(Document.Block example) throws IOException {
    provideFiles();
    try (FakeRouter router =
        FakeRouter.builder(BcHybridCipher.create()).requireApiKey("sk-1234").start()) {
      for (String line : example.text().lines().toList()) {
        if (line.startsWith("./nomyo ") && !isOfAnother(line)) {
          run(line.substring("./nomyo ".length()), router);
        } else if (!isOfAnother(line)) {
          fail("an example that nobody runs: " + line);
        }
      }
      assertEquals(List.of(), router.violations());
    }
  }

  private static boolean isOfAnother(String line) {
    return RUN_ELSEWHERE.contains(line) || line.startsWith(BENCH);
  }

  @Test
  void includeTheMainOnes() throws IOException {
    List<String> lines = examples().flatMap(example -> example.text().lines()).toList();

    Stream.of("./nomyo demo", "mvn verify", "./nomyo chat", "./nomyo envelope open")
        .forEach(
            start -> assertTrue(lines.stream().anyMatch(line -> line.startsWith(start)), start));
  }

  /** The files that the examples name. */
  private void provideFiles() throws IOException {
    OwnerOnly.file(directory.resolve("key.txt"), "sk-1234\n");
    OwnerOnly.file(directory.resolve("password.txt"), "correct horse\n");
    OwnerOnly.file(directory.resolve("new-password.txt"), "battery staple\n");
    OwnerOnly.file(directory.resolve("known-servers.txt"), "");
    OwnerOnly.file(directory.resolve("report.json"), "");
    Files.writeString(directory.resolve("prompts.txt"), "one\ntwo\n");
    Files.copy(
        Golden.path("requests/parameters.plaintext.json"), directory.resolve("request.json"));
    Files.copy(Golden.path("client/public_key.pem"), directory.resolve("public_key.pem"));
    OwnerOnly.directory(directory.resolve("new-keys"));
    OwnerOnly.golden("client", OwnerOnly.directory(directory.resolve("keys")));
  }

  private void run(String commandLine, FakeRouter router) throws IOException {
    Cli cli = Cli.plain().variable("NOMYO_BASE_URL", router.baseUrl().toString());
    List<String> arguments = new ArrayList<>();
    Path output = null;
    Matcher words = WORD.matcher(commandLine);
    while (words.find()) {
      switch (words.group()) {
        case "<" -> cli = cli.in(Files.readString(next(words)));
        case ">" -> output = next(words);
        case RouterAddress.DEFAULT -> arguments.add(router.baseUrl().toString());
        default -> arguments.add(argument(words, arguments.isEmpty()));
      }
    }
    if (Set.of("chat", "server-key", "doctor").contains(arguments.get(0))) {
      arguments.add("--allow-http");
    }
    if (arguments.get(0).equals("chat")) {
      arguments.addAll(List.of("--key-dir", here("keys"))); // making one takes seconds
    }

    Cli.Result result = cli.run(arguments.toArray(String[]::new));

    assertEquals(0, result.exitCode(), commandLine + ": " + result.err());
    assertEquals("", result.err());
    assertFalse(result.out().isBlank(), commandLine);
    if (output != null) {
      Files.writeString(output, result.out());
    }
  }

  /** A command stands for itself; other words may be files, unless they are quoted. */
  private String argument(Matcher words, boolean isCommand) {
    if (words.group(1) != null) {
      return words.group(1);
    }
    return isCommand ? words.group() : here(words.group());
  }

  private Path next(Matcher words) {
    assertTrue(words.find(), "a file after < or >");
    return directory.resolve(words.group());
  }

  /** A word, or where the file of that name is. */
  private String here(String word) {
    Path file = directory.resolve(word);
    return Files.exists(file) ? file.toString() : word;
  }

  @Test
  void optionsInTheTextExist() throws IOException {
    StringBuilder help = new StringBuilder();
    for (String command :
        List.of(
            "demo",
            "chat",
            "router",
            "envelope",
            "envelope seal",
            "envelope open",
            "keys generate",
            "keys show",
            "keys change-password",
            "keys rotate",
            "server-key",
            "doctor")) {
      String[] words = (command + " --help").split(" ");
      help.append(Cli.plain().run(words).out());
    }
    for (Document document : Document.all()) {
      for (String code : document.inlineCode()) {
        if (code.startsWith(BENCH)) {
          continue;
        }
        Pattern.compile("(?<!\\S)--[a-z-]+")
            .matcher(code)
            .results()
            .forEach(
                option ->
                    assertTrue(
                        help.toString().matches("(?s).*" + option.group() + "\\b.*"),
                        document + ": " + option.group()));
      }
    }
  }
}
