// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar in processes of its own; runs after {@code package}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PackagedCommandIT {

  private static final String UNICODE = "😀 שלום עולם – 𝄞";
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final String KEY_DIR = "--key-dir=" + Golden.path("client");

  @TempDir static Path directory;

  private static Process router;
  private static URI baseUrl;

  @BeforeAll
  static void startRouter() throws IOException {
    Path portFile = directory.resolve("port");
    router = java("router", "--port-file", portFile.toString()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(router.getInputStream(), StandardCharsets.UTF_8));
    assertEquals("Router listening on ", out.readLine().replaceFirst("http:.*", ""));
    baseUrl = URI.create("http://127.0.0.1:" + Files.readString(portFile).strip());
  }

  @AfterAll
  static void stopRouter() {
    router.destroy();
    router.onExit().join();
  }

  /** {@code java -jar}, without the launcher. */
  private static Command java(String... arguments) {
    Path java = Command.JAVA_HOME.resolve("bin/java");
    return Command.in(directory, java.toString(), "-jar", HERE + "/target/nomyo.jar")
        .with(arguments);
  }

  private static Cli.Result chat(Command command, String standardInput, String... arguments)
      throws IOException {
    Command chat = command.variable("NOMYO_BASE_URL", baseUrl.toString()).variable("LC_ALL", "C");
    return chat.with(arguments).run(standardInput);
  }

  @Test
  void theJarRunsAloneAndSaysNothingElse() throws IOException {
    String message = Golden.path("requests/unicode.plaintext.json").toString();
    String recipient = "--recipient=" + Golden.path("client/public_key.pem");
    Cli.Result sealed = java("envelope", "seal", recipient, message).run("");
    assertEquals("", sealed.err());

    Cli.Result opened = java("envelope", "open", KEY_DIR, "-").run(sealed.out());

    assertEquals("", opened.err());
    assertEquals(
        Golden.json(Files.readString(Path.of(message))),
        Golden.json(opened.out()).newBuilder().remove("_metadata").build());
  }

  @Test
  void theJarReadsAndWritesUtf8WhateverTheLocale() throws IOException {
    Cli.Result result = chat(java(), UNICODE + "\n", "chat", "--lines", "--allow-http", KEY_DIR);

    Cli.assertSuccess("echo: " + UNICODE + "\n", result);
  }

  @Nested
  class TheLauncher {

    private Command launcher(String path) throws IOException {
      Path stale = Command.script(directory.resolve("bin/mvn"), "echo STALE JAR >&2", "exit 1");
      return Command.in(directory, path)
          .variable("PATH", stale.getParent() + ":/usr/bin:/bin")
          .variable("JAVA_HOME", Command.JAVA_HOME.toString());
    }

    private Command launcher() throws IOException {
      return launcher(HERE.resolveSibling("nomyo").toString());
    }

    /** Sources may change while a build runs; no other build is started here. */
    private Cli.Result fresh(Cli.Result result) {
      assumeFalse(result.err().contains("STALE JAR"), "the jar is older than its sources");
      return result;
    }

    @Test
    void printsTheVersion() throws IOException {
      Cli.Result result = fresh(launcher().with("--version").run(""));

      assertEquals(0, result.exitCode());
      assertEquals("", result.err());
      assertEquals(
          "nomyo " + System.getProperty("nomyo.version"), result.out().lines().toList().get(0));
    }

    @Test
    void handsOverAPromptOfAnyLanguageInAnyLocale() throws IOException {
      Cli.Result result = fresh(chat(launcher(), "", "chat", UNICODE, "--allow-http", KEY_DIR));

      Cli.assertSuccess("echo: " + UNICODE + "\n", result);
    }

    @Test
    void handsOverLines() throws IOException {
      Cli.Result result =
          fresh(
              chat(launcher(), UNICODE + "\nsecond\n", "chat", "--lines", "--allow-http", KEY_DIR));

      Cli.assertSuccess("echo: " + UNICODE + "\necho: second\n", result);
    }

    @Test
    void handsOverTheExitCodeAndOneLine() throws IOException {
      Cli.Result result = fresh(chat(launcher(), "", "chat", "Hi", KEY_DIR));

      assertEquals(7, result.exitCode());
      assertEquals("", result.out());
      assertTrue(result.err().matches("SecurityViolationException: [^\\n]+\\n"), result.err());
    }
  }
}
