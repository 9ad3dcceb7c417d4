// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.client.Nomyo;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code chat} says and writes of its attempts. */
class ChatAttemptsTest {

  private static final String PROMPT = "confidential prompt";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  private FakeRouter router;
  private Cli cli;

  @BeforeEach
  void setUp(FakeRouter started) {
    router = started;
    cli = Cli.of(router.baseUrl());
  }

  @Nested
  class Retries {

    @Test
    void twoAreMade_byDefault() {
      router.next(Script.status(503).times(2));
      Cli.Result result = cli.chat(PROMPT);
      assertEquals("echo: " + PROMPT + "\n", result.out(), result.err());
      assertEquals(3, router.chatCalls());
    }

    @Test
    void isNotMade_whenTheRouterAsksToWaitBeyondTheDeadline_andTheWaitIsTold() {
      router.next(Script.status(503).header("Retry-After", "3600"));
      Cli.Result result = cli.chat(PROMPT);
      assertEquals(5, result.exitCode());
      assertTrue(result.err().endsWith("; the router asks to wait 3600 s\n"), result.err());
      assertEquals(1, router.chatCalls());
    }

    @Test
    void asManyAreMade_asAreAskedFor() {
      router.next(Script.status(503).times(2));
      Cli.Result result = cli.chat(PROMPT, "--max-retries=1");
      assertEquals(5, result.exitCode());
      assertEquals("ServiceUnavailableException: HTTP 503: scripted (2 attempts)\n", result.err());
      assertEquals(2, router.chatCalls());
    }

    @Test
    void moreThanTen_areRefused() {
      Cli.Result result = cli.chat(PROMPT, "--max-retries=11");
      assertEquals(2, result.exitCode());
      assertEquals(
          "InvalidInputException: max retries: given 11, allowed is 0 to 10\n", result.err());
      assertEquals(0, router.chatCalls());
    }

    @Test
    void verbose_tellsThem_withoutContent() {
      router.next(Script.status(502));
      Cli.Result result = cli.chat(PROMPT, "--verbose");
      assertEquals(0, result.exitCode());
      List<String> err = result.err().lines().toList();
      assertTrue(err.get(0).startsWith("router key "), err.get(0));
      assertTrue(err.get(1).matches("attempt 1 failed after \\d+ ms: HTTP 502, .*"), err.get(1));
      assertTrue(err.get(2).matches("attempt 2 follows in \\d+ ms"), err.get(2));
      assertTrue(err.get(3).matches("answered after \\d+ ms, attempts: 2, .*"), err.get(3));
      assertFalse(result.err().contains(PROMPT));
    }
  }

  @Nested
  class Timeout {

    @Test
    void ofTheWholeCall_endsIt() {
      router.nextKeyFetch(Script.held(new Hold()));
      Cli.Result result = cli.chat(PROMPT, "--timeout=500ms");
      assertEquals(6, result.exitCode());
      assertTrue(
          result.err().startsWith("DeadlineExceededException: the call was not done within its"),
          result.err());
    }

    @Test
    void outOfRange_isRefused() {
      assertEquals(2, cli.chat(PROMPT, "--timeout=0").exitCode());
      assertEquals(2, cli.chat(PROMPT, "--timeout=25h").exitCode());
      assertEquals(2, cli.chat(PROMPT, "--timeout=soon").exitCode());
      assertEquals(0, router.keyFetches());
    }
  }

  @Nested
  class Report {

    private JsonObject read(String line) {
      return Nomyo.json().read(line).asObject().orElseThrow();
    }

    @Test
    void isWritten_forEachCall() throws IOException {
      Path file = directory.resolve("report.json");
      Cli.Result result = cli.in("one\ntwo\n").chat("--lines", "--report=" + file);
      assertEquals("echo: one\necho: two\n", result.out(), result.err());
      List<String> lines = Files.readAllLines(file);
      assertEquals(2, lines.size());
      JsonObject report = read(lines.get(1));
      assertEquals(Optional.of(router.lastRequest().payloadId()), report.getString("payload_id"));
      assertEquals(1, report.getObjects("attempts").size());
      assertFalse(Files.readString(file).contains("two"), "no content");
    }

    private int closedPort() throws IOException {
      try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return closed.getLocalPort();
      }
    }

    @Test
    void isWritten_forACallThatFailed() throws IOException {
      Path file = directory.resolve("report.json");
      Cli refused =
          Cli.plain()
              .withGoldenKey()
              .with("--base-url=http://127.0.0.1:" + closedPort(), "--allow-http");
      assertEquals(6, refused.chat(PROMPT, "--max-retries=0", "--report=" + file).exitCode());
      JsonObject report = read(Files.readString(file));
      assertEquals(Optional.of("ApiConnectionException"), report.getString("failure"));
      assertEquals(Optional.of(true), report.getBoolean("retryable"));
      assertEquals(Optional.of(false), report.getBoolean("maybe_sent"));
      assertEquals(1, report.getObjects("attempts").size());
    }

    @Test
    void mayGoToAnEmptyFile_butOverwritesNothing() throws IOException {
      Path file = Files.createFile(directory.resolve("report.json"));
      assertEquals(0, cli.chat(PROMPT, "--report=" + file).exitCode());
      String first = Files.readString(file);
      Cli.Result again = cli.chat(PROMPT, "--report=" + file);
      assertEquals(2, again.exitCode());
      assertEquals(
          "InvalidInputException: --report: given a file with content, allowed is a new or empty"
              + " file\n",
          again.err());
      assertEquals(first, Files.readString(file));
      assertEquals(1, router.chatCalls());
    }

    @Test
    void thatCannotBeWritten_isRefusedBeforeAnythingIsSent() {
      assertEquals(2, cli.chat(PROMPT, "--report=" + directory).exitCode());
      assertEquals(2, cli.chat(PROMPT, "--report=" + directory.resolve("no/r.json")).exitCode());
      assertEquals(0, router.keyFetches());
    }
  }
}
