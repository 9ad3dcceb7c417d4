// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every exit code of the command with each of its causes, and the one line that goes with it. */
class ExitCodeTest {

  private static final String PROMPT = "a-confidential-prompt";
  private static final String ONCE = "--max-retries=0";
  private static final String API_KEY = "sk-confidential-key";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  private FakeRouter router;
  private Cli cli;

  @BeforeEach
  void setUp(FakeRouter started) {
    router = started;
    cli = Cli.of(router.baseUrl()).variable("NOMYO_API_KEY", API_KEY);
  }

  private String file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content).toString();
  }

  /** Nothing on standard output, one line on the other, and nothing confidential on it. */
  private static void assertFailure(int exitCode, String exception, Cli.Result result) {
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().matches(exception + ": [^\\r\\n]+\\n"), result.err());
    Stream.of(PROMPT, API_KEY, "correct horse")
        .forEach(secret -> assertFalse(result.err().contains(secret), secret));
  }

  @Nested
  class Unexpected1 {

    @Test
    void anErrorOfTheJvm() {
      InputStream exhausting =
          new InputStream() {
            @Override
            public int read() {
              throw new OutOfMemoryError("Java heap space");
            }
          };

      assertFailure(1, "OutOfMemoryError", cli.in(exhausting).chat("--request=-"));
    }

    @Test
    void standardInputThatFails() {
      InputStream failing =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("I/O error");
            }
          };

      assertFailure(1, "UncheckedIOException", cli.in(failing).chat("--lines"));
    }
  }

  @Nested
  class RefusedHere2 {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          PROMPT,
          "chat",
          "chat --lines " + PROMPT,
          "chat --lines --request -",
          "chat --request - " + PROMPT,
          "chat more " + PROMPT,
          "chat --unknown " + PROMPT,
          "chat --api-key " + API_KEY,
          "chat --api-key=" + API_KEY,
          "chat -" + PROMPT,
          "chat " + PROMPT + " --model",
          "chat " + PROMPT + " --model a --model b",
          "chat " + PROMPT + " --temperature x" + PROMPT,
          "chat " + PROMPT + " --max-tokens 1.5",
          "chat " + PROMPT + " --max-tokens 99999999999",
          "chat " + PROMPT + " --max-retries -1",
          "chat " + PROMPT + " --max-retries many",
          "chat " + PROMPT + " --attempt-timeout " + PROMPT,
          "chat " + PROMPT + " --connect-timeout -1s",
          "chat --json=" + PROMPT,
          "envelope",
          "envelope " + PROMPT,
          "envelope open",
          "envelope open file",
          "envelope open --key-dir",
          "envelope seal file",
          "envelope seal --recipient key.pem",
          "router --port x",
          "router --port -1",
          "router --port 65536",
          "router " + PROMPT,
          "demo " + PROMPT,
        })
    void usage(String commandLine) {
      String[] arguments = commandLine.isEmpty() ? new String[0] : commandLine.split(" ");

      assertFailure(2, "\\w+Exception", Cli.plain().run(arguments));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "--temperature=3",
          "--temperature=-0.1",
          "--temperature=NaN",
          "--temperature=Infinity",
          "--max-tokens=0",
          "--security-tier=medium",
          "--security-tier=HIGH",
          "--security-tier=",
          "--model=",
        })
    void anInvalidRequest(String option) {
      assertNothingWasSent(cli.chat(PROMPT, option));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "no json",
          "{",
          "[]",
          "\"text\"",
          "{}",
          "{\"model\":\"m\"}",
          "{\"model\":\"m\",\"messages\":[]}",
          "{\"model\":\"m\",\"messages\":\"" + PROMPT + "\"}",
          "{\"model\":\"\",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}",
          "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"temperature\":\""
              + PROMPT
              + "\"}",
          "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"security_tier\":\"medium\"}",
          "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"base_url\":\"nowhere\"}",
          "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"api_key\":7}",
          "{\"model\":\"m\",\"model\":\"m\",\"messages\":[]}",
        })
    void aRequestFile(String json) throws IOException {
      Cli withoutUrl = Cli.plain().withGoldenKey().with("--allow-http");

      assertNothingWasSent(withoutUrl.chat("--request", file("request.json", json)));
      assertNothingWasSent(
          cli.in(json.replace("nowhere\"", "\",\"temperature\":9")).chat("--request=-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"messages\":[]}", "{\"messages\":\"" + PROMPT + "\"}"})
    void aRequestFileWithoutMessagesWhateverTheOptions(String json) {
      assertNothingWasSent(cli.in(json).chat("--request=-", "--system=Be brief."));
    }

    @Test
    void aRequestFileThatCannotBeRead() {
      assertNothingWasSent(cli.chat("--request", directory.toString()));
      assertNothingWasSent(cli.chat("--request", directory.resolve("absent").toString()));
      assertNothingWasSent(cli.chat("--request", "{\"messages\":\"" + PROMPT + "\"}"));
      assertNothingWasSent(cli.chat("--request", "nul\0"));
    }

    @Test
    void aRequestFileThatIsNotUtf8() {
      assertNothingWasSent(cli.in(new byte[] {'"', (byte) 0xff, '"'}).chat("--request=-"));
    }

    @Test
    void aRequestOver10MiBWithBothSizesNamed() {
      String large = "x".repeat(10 * 1024 * 1024);
      String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + large + "\"}]}";

      Cli.Result result = cli.in(request).chat("--request=-", "--model=m");

      assertNothingWasSent(result);
      int size = request.length() + ",\"model\":\"m\"".length();
      assertTrue(result.err().contains(size + " bytes"), result.err());
      assertTrue(result.err().contains("10485760 bytes"), result.err());
    }

    @Test
    void anApiKeyFileThatIsNone() throws IOException {
      assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", file("key.txt", "")));
      assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", file("key.txt", "a b")));
      assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", file("key.txt", "schlüssel")));
      assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", directory.toString()));
      assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", API_KEY));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "nowhere", "ftp://127.0.0.1", "https://", "https://u:p@h", "https://h?q"})
    void aMalformedUrl(String url) {
      Cli withoutUrl = Cli.plain().withGoldenKey().with("--allow-http");

      assertNothingWasSent(withoutUrl.chat(PROMPT, "--base-url", url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openssl", "JDK", ""})
    void anUnknownBackend(String name) {
      assertFailure(2, "BackendUnavailableException", cli.chat(PROMPT, "--backend", name));
      assertFailure(2, "BackendUnavailableException", Cli.plain().run("demo", "--backend", name));
      assertEquals(0, router.keyFetches());
    }

    @Test
    void aFileOfAuthoritiesThatIsNone() throws IOException {
      assertNothingWasSent(cli.chat(PROMPT, "--ca-file", file("ca.pem", "no certificate")));
      assertNothingWasSent(cli.chat(PROMPT, "--ca-file", directory.resolve("absent").toString()));
    }

    @Test
    void oneOfTwoThatBelongTogether() throws IOException {
      String some = file("some.pem", "some");
      assertNothingWasSent(cli.chat(PROMPT, "--client-cert", some));
      assertNothingWasSent(cli.chat(PROMPT, "--client-key", some));
      assertNothingWasSent(cli.chat(PROMPT, "--client-cert", some, "--client-key", some));
      assertNothingWasSent(cli.chat(PROMPT, "--proxy-user", "me"));
      assertNothingWasSent(cli.chat(PROMPT, "--proxy-password-file", some));
      assertNothingWasSent(cli.chat(PROMPT, "--proxy-user", "me", "--proxy-password-file", some));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nowhere", "https://h:1", "no url", "http://u:p@h:1"})
    void aProxyThatIsNone(String proxy) {
      assertNothingWasSent(cli.chat(PROMPT, "--proxy", proxy));
    }

    @Test
    void aTlsPinThatIsNone() {
      assertNothingWasSent(cli.chat(PROMPT, "--tls-pin", "00"));
    }

    @Test
    void aPasswordWithoutAKey() throws IOException {
      Cli keyless = Cli.plain().with("--base-url", "https://router.invalid");

      assertNothingWasSent(keyless.chat(PROMPT, "--password-file", file("p.txt", "correct horse")));
    }

    private void assertNothingWasSent(Cli.Result result) {
      assertFailure(2, "InvalidInputException", result);
      assertEquals(0, router.keyFetches());
      assertEquals(0, router.chatCalls());
    }
  }

  @Nested
  class HttpErrors345 {

    @ParameterizedTest
    @CsvSource({
      "400, 3, InvalidRequestException",
      "401, 4, AuthenticationException",
      "403, 4, ForbiddenException",
      "404, 3, ApiException",
      "418, 3, ApiException",
      "422, 3, ApiException",
      "429, 5, RateLimitException",
      "500, 3, ServerException",
      "502, 3, ApiException",
      "503, 5, ServiceUnavailableException",
      "504, 3, ApiException",
    })
    void ofEitherEndpoint(int status, int exitCode, String exception) {
      router.next(Script.status(status).detail("because\nof " + API_KEY));
      assertFailure(exitCode, exception, cli.chat(PROMPT, ONCE));

      router.nextKeyFetch(Script.status(status).html("<h1>" + PROMPT + "</h1>"));
      assertFailure(exitCode, exception, cli.chat(PROMPT, ONCE));
    }

    @Test
    void theReasonIsShown() {
      router.next(Script.status(403).detail("model not allowed"));

      assertEquals("ForbiddenException: HTTP 403: model not allowed\n", cli.chat(PROMPT).err());
    }

    @Test
    void theWrongApiKey() {
      router.requireApiKey("another");

      assertFailure(4, "AuthenticationException", cli.chat(PROMPT));
    }
  }

  @Nested
  class UnusableReplies3 {

    static Stream<Arguments> scripts() {
      return Stream.of(
          Arguments.of("empty", Script.emptyBody()),
          Arguments.of("in the clear", Script.unencrypted()),
          Arguments.of("HTML", Script.status(200).html(PROMPT)),
          Arguments.of("cut", Script.truncatedTo(100)),
          Arguments.of("without a tag", Script.withoutMember("encrypted_payload.tag")),
          Arguments.of("a number as nonce", Script.member("encrypted_payload.nonce", 7)),
          Arguments.of("base64 junk", Script.member("encrypted_payload.tag", "?")),
          Arguments.of("no object inside", Script.plaintextNoObject()),
          Arguments.of("no JSON inside", Script.plaintextNotJson()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void areNoAnswers(String name, Script script) {
      router.next(script);

      assertFailure(3, "InvalidResponseException", cli.chat(PROMPT));
    }
  }

  @Nested
  class Network6 {

    @Test
    void connectionRefused() throws IOException {
      URI closed;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      }

      assertFailure(6, "ApiConnectionException", Cli.of(closed).chat(PROMPT));
    }

    @Test
    void unknownHost() {
      Cli unknown = Cli.plain().withGoldenKey().with("--base-url=https://router.invalid");

      assertFailure(6, "ApiConnectionException", unknown.chat(PROMPT));
    }

    @Test
    void answerThatDoesNotComeInTime() {
      router.nextKeyFetch(Script.held(new Hold()));

      Cli.Result result = cli.chat(PROMPT, "--attempt-timeout=300ms", ONCE);

      assertFailure(6, "ApiConnectionException", result);
      assertTrue(result.err().contains("not whole within 300 ms"), result.err());
    }

    @Test
    void connectionThatDoesNotStandInTime() throws IOException {
      try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Cli secure = Cli.plain().with("--base-url=https://127.0.0.1:" + silent.getLocalPort());

        Cli.Result result = secure.chat(PROMPT, "--connect-timeout=300ms", ONCE);

        assertFailure(6, "ApiConnectionException", result);
        assertTrue(result.err().contains("no connection within 300 ms"), result.err());
      }
    }

    @Test
    void certificateOfAnotherHost() throws IOException {
      SelfSignedCertificate other = SelfSignedCertificate.forNames("dns:other.invalid");
      try (FakeRouter https = FakeRouter.builder(BcHybridCipher.create()).https(other).start()) {
        Cli secure = Cli.plain().withGoldenKey().with("--base-url=" + https.baseUrl());
        String ca = file("ca.pem", other.certificatePem());

        assertFailure(6, "ApiConnectionException", secure.chat(PROMPT, "--ca-file", ca));
        assertEquals(0, https.keyFetches());
      }
    }

    static Stream<Script> lostConnections() {
      return Stream.of(
          Script.closedBeforeStatus(),
          Script.closedMidBody(),
          Script.rawResponse(new byte[] {'?', '\n'}));
    }

    @ParameterizedTest
    @MethodSource("lostConnections")
    void lostConnection(Script script) {
      router.next(script);

      assertFailure(6, "ApiConnectionException", cli.chat(PROMPT, ONCE));
    }
  }

  @Nested
  class SecurityViolation7 {

    @Test
    void plainHttpThatWasNotAllowed() {
      Cli strict = Cli.plain().withGoldenKey().with("--base-url=" + router.baseUrl());

      assertFailure(7, "SecurityViolationException", strict.chat(PROMPT));
      assertEquals(0, router.keyFetches());
    }

    static Stream<Script> keys() {
      return Stream.of(
          Script.weakKey(),
          Script.ecKey(),
          Script.garbageKey(),
          Script.status(200).body("text/html", "<h1>Hello</h1>"),
          Script.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keyOfTheRouter(Script script) {
      router.nextKeyFetch(script);

      assertFailure(7, "SecurityViolationException", cli.chat(PROMPT));
      assertEquals(0, router.chatCalls());
    }

    static Stream<Arguments> replies() {
      return Stream.of(
          Arguments.of("ciphertext", Script.tamperedCiphertext()),
          Arguments.of("tag", Script.tamperedTag()),
          Arguments.of("nonce", Script.tamperedNonce()),
          Arguments.of("wrapped key", Script.tamperedWrappedKey()),
          Arguments.of("nonce of 16 bytes", Script.nonceSize(16)),
          Arguments.of("tag of 12 bytes", Script.tagSize(12)),
          Arguments.of("wrapped key of 256 bytes", Script.wrappedKeySize(256)),
          Arguments.of("another key", Script.sealedForAnotherKey()),
          Arguments.of("version", Script.member("version", "2.0")),
          Arguments.of("algorithm", Script.member("algorithm", "rot13")),
          Arguments.of("duplicate member", Script.duplicateMember()),
          Arguments.of("duplicate member inside", Script.duplicateInnerMember()),
          Arguments.of("payload id", Script.innerPayloadId("another")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void reply(String name, Script script) {
      router.next(script);

      assertFailure(7, "SecurityViolationException", cli.chat(PROMPT));
    }
  }

  @Nested
  class KeyFile8 {

    private static final String PASSWORD_KEY = "client-password";

    private void assertRefused(Path keys, String... more) {
      Cli keyless = Cli.plain().with("--base-url=" + router.baseUrl(), "--allow-http");
      Cli.Result result = keyless.with("--key-dir=" + keys).with(more).chat(PROMPT);
      assertFailure(8, "KeyFileException", result);
      assertEquals(0, router.keyFetches());

      Cli.Result opened =
          Cli.plain()
              .run(
                  Stream.concat(
                          Stream.of(
                              "envelope",
                              "open",
                              Golden.path("responses/good/minimal.package.json").toString(),
                              "--key-dir=" + keys),
                          Stream.of(more))
                      .toArray(String[]::new));
      assertFailure(8, "KeyFileException", opened);
    }

    private Path copyOf(String keys) throws IOException {
      return OwnerOnly.golden(keys, directory);
    }

    @Test
    void missingPassword() {
      assertRefused(Golden.path(PASSWORD_KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "\n", "SchlÃ¼ssel: correct horse 1"})
    void wrongPassword(String password) throws IOException {
      assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + file("password.txt", password));
    }

    @Test
    void passwordThatIsNotUtf8() throws IOException {
      Path latin1 = Path.of(file("password.txt", ""));
      Files.write(latin1, new byte[] {(byte) 0xfc});

      assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + latin1);
    }

    @Test
    void passwordFileThatCannotBeRead() {
      assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + directory.resolve("absent"));
      assertRefused(Golden.path(PASSWORD_KEY), "--password-file=" + directory);
    }

    @Test
    void passwordThatIsNotNeeded() throws IOException {
      assertRefused(Golden.path("client"), "--password-file=" + file("p.txt", "correct horse"));
    }

    @Test
    void mismatchedPair() throws IOException {
      Path keys = copyOf("client");
      Files.writeString(
          keys.resolve("public_key.pem"), Files.readString(Golden.path("server/public_key.pem")));

      assertRefused(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END"})
    void garbage(String pem) throws IOException {
      Path keys = copyOf("client");
      Files.writeString(keys.resolve("private_key.pem"), pem);

      assertRefused(keys);
      assertEquals(pem, Files.readString(keys.resolve("private_key.pem")), "never overwritten");
    }

    @Test
    void publicKeyAlone() throws IOException {
      Path keys = copyOf("client");
      Files.delete(keys.resolve("private_key.pem"));

      assertRefused(keys);
    }

    @Test
    void directoryThatCannotBeMade() throws IOException {
      Path taken = Files.writeString(directory.resolve("keys"), "a file");

      assertRefused(taken);
    }
  }

  @Test
  void messagesAreOneLineWhateverTheyHold() throws IOException {
    Path keys = OwnerOnly.directory(directory.resolve("a\n\u001b[31mb" + separator() + "c"));
    OwnerOnly.file(keys.resolve("private_key.pem"), "garbage");
    Cli garbled = Cli.plain().with("--key-dir=" + keys, "--base-url=https://router.invalid");

    Cli.Result result = garbled.chat(PROMPT);

    assertFailure(8, "KeyFileException", result);
    assertTrue(result.err().contains("a [31mb c"), result.err());
  }

  /** Unicode's, where the locale lets a file's name have it; not so the locale C. */
  private static String separator() {
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
    return names.newEncoder().canEncode('\u2028') ? "\u2028" : "\r";
  }
}
