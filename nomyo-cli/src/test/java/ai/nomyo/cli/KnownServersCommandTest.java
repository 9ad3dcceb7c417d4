// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --known-servers} and {@code --accept}. */
class KnownServersCommandTest {

  private static final String FIRST =
      "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5";
  private static final String FIRST_BASE64 = "sha256/wSIz9MO/2bHt/VlWVB3TFsPfcDfdtcTq14UKapoHIbU=";
  private static final String NEITHER = "0".repeat(64);
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  private final FakeRouter router = ROUTER.router();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("known-servers");
  }

  private Cli.Result serverKey(String... options) {
    Stream<String> fixed =
        Stream.of("server-key", "--allow-http", "--base-url", router.baseUrl().toString());
    return Cli.plain().run(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  private Cli.Result known(String... options) {
    return serverKey(
        Stream.concat(Stream.of("--known-servers", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private Cli.Result chat() {
    return Cli.of(router.baseUrl()).chat("--known-servers", file.toString(), "x");
  }

  private String secondKey() {
    router.rotateKey();
    return Golden.json(serverKey("--json").out()).getString("sha256").orElseThrow();
  }

  private List<String> keysInFile() throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  private static void assertFailure(int exitCode, String start, Cli.Result result) {
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith(start), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static void assertDiffers(String expected, String seen, Cli.Result result) {
    assertFailure(7, "SecurityViolationException: the key of http://127.0.0.1:", result);
    assertTrue(
        result.err().matches("(?s).* differs .* expected SHA-256 " + expected + ", known since .*"),
        result.err());
    assertTrue(result.err().contains("seen " + seen), result.err());
    assertTrue(result.err().contains("--accept " + seen), result.err());
  }

  @Test
  void firstKey_isShownAsSeenNow_andThenAsKnown() throws Exception {
    String out = known().out();
    assertTrue(out.startsWith("SHA-256  " + FIRST), out);
    assertTrue(out.endsWith("\npin      first seen now, recorded in " + file + "\n"), out);
    assertEquals(1, keysInFile().size());
    String again = known().out();
    assertTrue(again.matches("(?s).*\npin      known since " + TIME + "\n"), again);
    assertEquals(1, keysInFile().size());
  }

  @Test
  void json_saysTheSame() {
    assertJson("first-use", known("--json"));
    assertJson("known", known("--json"));
    assertJson("known", known("--json", "--backend", "bc"));
    assertJson("accepted", known("--json", "--accept", FIRST));
  }

  private static void assertJson(String pin, Cli.Result result) {
    JsonObject report = Golden.json(result.out());
    assertEquals(
        List.of("sha256", "size_bits", "fetched_at", "pin", "known_since"),
        List.copyOf(report.members().keySet()));
    assertEquals(Optional.of(pin), report.getString("pin"));
    assertTrue(report.getString("known_since").orElseThrow().matches(TIME), result.out());
  }

  @Test
  void anotherKey_isASecurityViolation_forServerKeyAndChat_andNothingIsSent() throws Exception {
    String second = secondKey();
    router.reset();
    known();
    String before = Files.readString(file);
    router.rotateKey();
    assertDiffers(FIRST, second, known());
    assertDiffers(FIRST, second, known("--json"));
    assertDiffers(FIRST, second, chat());
    assertEquals(0, router.chatCalls());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void wayOutInTheMessage_works_andTheOldKeyIsRefusedAfterwards() throws Exception {
    assertEquals("echo: x\n", chat().out());
    router.rotateKey();
    String message = chat().err();
    String command = message.replaceFirst("(?s).*run nomyo (server-key .*) or call .*", "$1");
    Cli.Result accepted = Cli.plain().run(command.split(" "));
    assertEquals(0, accepted.exitCode(), command + ": " + accepted.err());
    assertTrue(
        accepted.out().matches("(?s).*\npin      accepted in " + file + " since " + TIME + "\n"),
        accepted.out());
    assertEquals("echo: x\n", chat().out());
    assertEquals(2, keysInFile().size());
    router.reset();
    assertFailure(7, "SecurityViolationException: ", chat());
    assertEquals(0, router.chatCalls());
  }

  @Nested
  class Accepting {

    @ParameterizedTest
    @ValueSource(strings = {FIRST, FIRST_BASE64})
    void routersKey_isAdded_evenBeforeItsFirstUse(String sha256) throws Exception {
      assertEquals(0, known("--accept", sha256).exitCode());
      String line = keysInFile().get(0);
      assertTrue(line.endsWith(" " + router.baseUrl() + " " + FIRST + " accepted"), line);
    }

    @Test
    void keyThatTheRouterHasNot_isRefused_andNotAdded() throws Exception {
      assertFailure(
          7,
          "SecurityViolationException: the router has another key than the one to accept: expected"
              + " SHA-256 "
              + NEITHER
              + ", seen "
              + FIRST
              + "; nothing was added to "
              + file,
          known("--accept", NEITHER));
      assertTrue(Files.notExists(file));
      known();
      String before = Files.readString(file);
      assertEquals(7, known("--accept", NEITHER).exitCode());
      assertEquals(before, Files.readString(file));
    }

    @Test
    void keyThatCountsAlready_isNotAddedAgain() throws Exception {
      known();
      assertEquals(0, known("--accept", FIRST).exitCode());
      assertEquals(1, keysInFile().size());
    }

    @Test
    void withoutAFile_isAUsageError() {
      assertFailure(
          2,
          "UsageException: --accept goes with --known-servers (--help tells)",
          serverKey("--accept", FIRST));
      assertEquals(0, router.connections());
    }

    @Test
    void textThatIsNoFingerprint_isRefused() {
      assertFailure(2, "InvalidInputException: server key pin", known("--accept", "canary"));
      assertEquals(0, router.connections());
    }
  }

  @Nested
  class NothingIsSent {

    private void assertRefused(int exitCode, String start, String... options) {
      assertFailure(exitCode, start, known(options));
      Stream<String> fixed = Stream.of("--known-servers", file.toString(), "x");
      assertFailure(
          exitCode,
          start,
          Cli.of(router.baseUrl())
              .chat(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new)));
      assertEquals(0, router.connections());
    }

    @Test
    void besidePins() {
      assertRefused(2, "InvalidInputException: server key pin", "--pin", FIRST);
      assertEquals(2, known("--accept", FIRST, "--pin", FIRST).exitCode());
      assertTrue(Files.notExists(file));
    }

    @Test
    void onAFileThatCannotBeUnderstood() throws Exception {
      OwnerOnly.file(file, "garbage\n");
      String start = "KeyFileException: The known-servers file " + file + " cannot be understood";
      assertRefused(8, start);
      assertFailure(8, start, known("--accept", FIRST));
      assertEquals(0, router.connections());
      assertEquals("garbage\n", Files.readString(file));
    }

    @Test
    void onAFileThatOthersMayWriteTo() throws Exception {
      OwnerOnly.mode(OwnerOnly.file(file, ""), "rw-rw-rw-");
      assertRefused(8, "KeyFileException: The known-servers file " + file + " is writable by");
    }

    @Test
    void withAnEmptyPath() {
      file = Path.of("");
      assertRefused(2, "InvalidInputException: known-servers file: given an empty path");
    }
  }

  @Test
  void exampleInTheDocuments_isSuchAFile() throws Exception {
    String example =
        Document.named("docs/adr/0016-trust-on-first-use.md").blocks().get(0).text() + "\n";
    OwnerOnly.file(file, example);
    known();
    List<String> lines = Files.readAllLines(file);
    assertEquals(5, lines.size());
    Files.delete(file);
    known();
    assertEquals(lines.subList(0, 2), Files.readAllLines(file).subList(0, 2));
  }

  @Test
  void directoryThatOthersMayWriteTo_isAWarning() throws Exception {
    OwnerOnly.mode(directory, "rwxrwxrwx");
    Cli.Result result = known();
    assertEquals(0, result.exitCode());
    assertTrue(result.err().contains("is writable by its group and others"), result.err());
  }
}
