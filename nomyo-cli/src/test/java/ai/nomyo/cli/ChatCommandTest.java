// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.ReceivedRequest;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCommandTest {

  private static final String UNICODE = "😀 שלום \u2028 𝄞 – ";

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

  @AfterEach
  void theClientKeptTheProtocol() {
    assertEquals(List.of(), router.violations());
  }

  private String file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content).toString();
  }

  private static void assertSuccess(String out, Cli.Result result) {
    assertEquals(new Cli.Result(0, out, ""), result);
  }

  private String authorization() {
    return router.lastRequest().header("Authorization").orElse("none");
  }

  @Nested
  class APrompt {

    @Test
    void isAnsweredWithTextOnStandardOutputAndNothingElse() {
      assertSuccess("echo: Hello!\n", cli.chat("Hello!"));
    }

    @Test
    void becomesARequestOfTheDefaultModelAndNoOtherParameter() {
      cli.chat("Hello!");

      assertEquals(
          Golden.json(
              "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}],"
                  + "\"model\":\"Qwen/Qwen3-0.6B\"}"),
          router.lastRequest().json());
      assertEquals(Optional.empty(), router.lastRequest().securityTier());
    }

    @Test
    void maySayAnythingUnicodeHas() {
      assertSuccess("echo: " + UNICODE + "\n", cli.chat(UNICODE));
    }

    @Test
    void mayBeginWithAnAtSignAndNameAFileThatIsNotRead() throws IOException {
      String prompt = "@" + file("secret.txt", "not for the router");

      assertSuccess("echo: " + prompt + "\n", cli.chat(prompt));
    }

    @Test
    void mayBeginWithADashBehindTwo() {
      assertSuccess("echo: -5 degrees?\n", cli.chat("--", "-5 degrees?"));
    }

    @Test
    void goesWithTheOptionsGiven() {
      cli.chat(
          "Hello!",
          "--model=m/1",
          "--system=Be brief.",
          "--temperature=0.7",
          "--max-tokens=42",
          "--security-tier=maximum",
          "--max-retries=0");

      assertEquals(
          Golden.json(
              "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                  + "{\"role\":\"user\",\"content\":\"Hello!\"}],"
                  + "\"model\":\"m/1\",\"temperature\":0.7,\"max_tokens\":42}"),
          router.lastRequest().json());
      assertEquals(Optional.of(SecurityTier.MAXIMUM), router.lastRequest().securityTier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "2.0"})
    void mayHaveATemperatureAtTheBounds(String temperature) {
      assertEquals(0, cli.chat("Hello!", "--temperature", temperature).exitCode());
    }

    @Test
    void goesThroughTheOtherBackendAsWell() {
      try (FakeRouter other = FakeRouter.start(JcaHybridCipher.onJdk())) {
        assertSuccess("echo: Hello!\n", Cli.of(other.baseUrl()).chat("Hello!", "--backend=bc"));
        assertEquals(List.of(), other.violations());
      }
    }
  }

  @Nested
  class AnAnswer {

    @Test
    void isPrintedWithItsLineBreaks() {
      router.answerWith(Answer.text("one\ntwo\r\n"));

      assertSuccess("one\ntwo\r\n\n", cli.chat("Hello!"));
    }

    @Test
    void isOneJsonObjectOnOneLineOnRequest() {
      router.next(Script.unknownMembers());

      Cli.Result result = cli.chat("Hello!", "--json");

      assertEquals(1, result.out().lines().count());
      JsonObject answer = Golden.json(result.out());
      assertEquals(
          Optional.of("echo: Hello!"),
          answer
              .getObjects("choices")
              .get(0)
              .getObject("message")
              .flatMap(message -> message.getString("content")));
      assertEquals(
          Optional.of(router.lastRequest().payloadId()),
          answer.getObject("_metadata").flatMap(metadata -> metadata.getString("payload_id")));
      assertTrue(result.out().contains("unknown"), "unknown members are kept");
    }

    @Test
    void keepsHalfASurrogatePairInItsJson() {
      router.next(
          Script.plaintext("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"\\ud83d!\"}}]}"));

      assertTrue(
          cli.chat("Hello!", "--json").out().toLowerCase(Locale.ROOT).contains("\"\\ud83d!\""),
          "the escape is kept");
    }

    @Test
    void thatCallsAToolIsShownWhole() throws IOException {
      String request =
          file(
              "request.json",
              "{\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"}],\"tools\":[{\"type\":"
                  + "\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{}}}]}");

      Cli.Result result = cli.chat("--request", request);

      assertEquals(0, result.exitCode());
      assertEquals(
          Optional.of("tool_calls"),
          Golden.json(result.out()).getObjects("choices").get(0).getString("finish_reason"));
    }

    @Test
    void thatCannotBeWrittenIsAFailure() {
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("No space left on device");
            }
          };
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      String[] arguments = {
        "chat",
        "Hello!",
        "--allow-http",
        "--base-url",
        router.baseUrl().toString(),
        "--key-dir",
        Golden.path("client").toString()
      };

      assertEquals(1, NomyoCommand.run(cli.shell(full, err, false), arguments));
      assertEquals(
          "IOException: standard output cannot be written\n", err.toString(StandardCharsets.UTF_8));
    }
  }

  @Nested
  class Lines {

    @Test
    void areAnsweredOneByOneOverOneConnection() {
      assertSuccess(
          "echo: one\necho: 😀 שלום\necho: \necho: last\n",
          cli.in("one\r\n😀 שלום\n\nlast").chat("--lines"));
      assertEquals(1, router.connections());
      assertEquals(4, router.requests().size());
    }

    @Test
    void areAnsweredOverOneConnectionWithOneKeyFetch_howeverManyThereAre() {
      assertSuccess("echo: x\n".repeat(100), cli.in("x\n".repeat(100)).chat("--lines"));
      assertEquals(1, router.connections());
      assertEquals(1, router.keyFetches());
    }

    @Test
    void areAllAnswered_whenTheRouterReplacesItsKeyInBetween() {
      router.answerWith(
          request -> {
            if (router.requests().size() == 50) {
              router.rotateKey();
            }
            return Answer.echo().to(request);
          });

      assertSuccess("echo: x\n".repeat(100), cli.in("x\n".repeat(100)).chat("--lines"));
      assertEquals(100, router.requests().size());
      assertEquals(2, router.keyFetches());
      assertEquals(101, router.chatCalls());
    }

    @Test
    void haveAnswersThatStayOnOneLine() {
      router.answerWith(Answer.text("a\nb\r\nc"));

      assertSuccess("a b c\na b c\n", cli.in("1\n2\n").chat("--lines"));
    }

    @Test
    void haveJsonThatStaysOnOneLine() {
      router.answerWith(Answer.text("a\nb"));

      Cli.Result result = cli.in("1\n2\n").chat("--lines", "--json");

      List<String> lines = result.out().lines().toList();
      assertEquals(2, lines.size());
      lines.forEach(line -> assertTrue(line.contains("\"a\\nb\""), line));
      assertEquals(Optional.of("chat.completion"), Golden.json(lines.get(0)).getString("object"));
    }

    @Test
    void goWithTheOptionsGiven() {
      cli.in("1\n").chat("--lines", "--system=Be brief.", "--model=m");

      assertEquals(Optional.of("m"), router.lastRequest().json().getString("model"));
      assertEquals(2, router.lastRequest().json().getObjects("messages").size());
    }

    @Test
    void endAtTheFirstThatFailsWithTheAnswersSoFar() {
      router.next(Script.usual()).next(Script.status(429));

      Cli.Result result = cli.in("1\n2\n3\n").chat("--lines", "--max-retries=0");

      assertEquals(5, result.exitCode());
      assertEquals("echo: 1\n", result.out());
      assertEquals(2, router.chatCalls());
    }

    @Test
    void mayBeNone() {
      assertSuccess("", cli.in("").chat("--lines"));
    }

    @Test
    void thatAreNotUtf8AreRefusedAndNotGuessed() {
      Cli.Result result = cli.in(new byte[] {'a', (byte) 0xff, '\n'}).chat("--lines");

      assertEquals(2, result.exitCode());
      assertEquals(0, router.chatCalls());
    }
  }

  @Nested
  class ARequestFile {

    private static final String REQUEST =
        "{\"model\":\"file/model\",\"temperature\":0.1,\"messages\":["
            + "{\"role\":\"system\",\"content\":\"Old.\"},"
            + "{\"role\":\"user\",\"content\":\"Hi\"}],\"future\":[1.0,{}]}";

    @Test
    void isSentAsItIs() throws IOException {
      assertSuccess("echo: Hi\n", cli.chat("--request", file("request.json", REQUEST)));
      assertEquals(Golden.json(REQUEST), router.lastRequest().json());
    }

    @Test
    void mayComeFromStandardInput() {
      assertSuccess("echo: Hi\n", cli.in(REQUEST).chat("--request", "-"));
    }

    @Test
    void isOverriddenByOptionsThatWereGiven() throws IOException {
      cli.chat(
          "--request=" + file("request.json", REQUEST),
          "--model=option/model",
          "--temperature=1.5",
          "--max-tokens=7",
          "--system=New.");

      assertEquals(
          Golden.json(
              "{\"model\":\"option/model\",\"temperature\":1.5,\"messages\":["
                  + "{\"role\":\"system\",\"content\":\"New.\"},"
                  + "{\"role\":\"user\",\"content\":\"Hi\"}],\"future\":[1.0,{}],"
                  + "\"max_tokens\":7}"),
          router.lastRequest().json());
    }

    @Test
    void getsASystemMessageWhereItHasNone() throws IOException {
      String request =
          file("request.json", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

      cli.chat("--request", request, "--system=New.");

      assertEquals(
          Optional.of("New."),
          router.lastRequest().json().getObjects("messages").get(0).getString("content"));
    }

    @Test
    void getsTheDefaultModelWhereItHasNone() throws IOException {
      cli.chat(
          "--request", file("r.json", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));

      assertEquals(Optional.of("Qwen/Qwen3-0.6B"), router.lastRequest().json().getString("model"));
    }

    @Test
    void namesTierKeyAndRouterWhichAreUsedAndNeverEncrypted() throws IOException {
      router.requireApiKey("file-key");
      String request =
          "{\"api_key\":\"file-key\",\"security_tier\":\"high\",\"base_url\":\""
              + router.baseUrl()
              + "\","
              + REQUEST.substring(1);

      assertSuccess(
          "echo: Hi\n",
          Cli.plain()
              .withGoldenKey()
              .with("--allow-http")
              .chat("--request", file("request.json", request)));

      assertEquals(Golden.json(REQUEST), router.lastRequest().json());
      assertEquals(Optional.of(SecurityTier.HIGH), router.lastRequest().securityTier());
      assertEquals("Bearer file-key", authorization());
    }

    @Test
    void hasATierThatTheOptionOverrides() throws IOException {
      String request = "{\"security_tier\":\"high\"," + REQUEST.substring(1);

      cli.chat("--request", file("request.json", request), "--security-tier=standard");

      assertEquals(Optional.of(SecurityTier.STANDARD), router.lastRequest().securityTier());
    }

    @Test
    void neverStreams() throws IOException {
      cli.chat("--request", file("r.json", "{\"stream\":true," + REQUEST.substring(1)));

      assertEquals(Optional.of(false), router.lastRequest().json().getBoolean("stream"));
    }
  }

  @Nested
  class TheRouter {

    private final Cli elsewhere = Cli.plain().withGoldenKey().with("--allow-http");

    private String requestNaming(String url) throws IOException {
      return file(
          "r.json",
          "{\"base_url\":\"" + url + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @Test
    void isTheOneOfTheEnvironment() {
      assertSuccess(
          "echo: Hi\n",
          elsewhere.variable("NOMYO_BASE_URL", router.baseUrl().toString()).chat("Hi"));
    }

    @Test
    void isTheEnvironmentsBeforeTheFiles() throws IOException {
      assertSuccess(
          "echo: Hi\n",
          elsewhere
              .variable("NOMYO_BASE_URL", router.baseUrl().toString())
              .chat("--request", requestNaming("nowhere")));
    }

    @Test
    void isTheOptionsBeforeBoth() throws IOException {
      assertSuccess(
          "echo: Hi\n",
          elsewhere
              .variable("NOMYO_BASE_URL", "nowhere")
              .chat(
                  "--request",
                  requestNaming("nowhere"),
                  "--base-url",
                  router.baseUrl().toString()));
    }

    @Test
    void isNotNamedByAVariableThatIsEmpty() throws IOException {
      assertSuccess(
          "echo: Hi\n",
          elsewhere
              .variable("NOMYO_BASE_URL", "")
              .chat("--request", requestNaming(router.baseUrl().toString())));
    }
  }

  @Nested
  class TheApiKey {

    private final String request =
        "{\"api_key\":\"of-the-file\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void isNotSentWhenThereIsNone() {
      cli.chat("Hi");

      assertEquals("none", authorization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void comesFromAFileWithoutItsFinalLineEnd(String lineEnd) throws IOException {
      cli.chat("Hi", "--api-key-file", file("key.txt", "sk-1234" + lineEnd));

      assertEquals("Bearer sk-1234", authorization());
    }

    @Test
    void isRefusedWithTwoFinalLineEnds() throws IOException {
      assertEquals(2, cli.chat("Hi", "--api-key-file", file("key.txt", "sk\n\n")).exitCode());
    }

    @Test
    void comesFromTheEnvironment() {
      cli.variable("NOMYO_API_KEY", "of-the-environment").chat("Hi");

      assertEquals("Bearer of-the-environment", authorization());
    }

    @Test
    void isTheRequestFilesBeforeTheEnvironments() throws IOException {
      cli.variable("NOMYO_API_KEY", "of-the-environment")
          .chat("--request", file("r.json", request));

      assertEquals("Bearer of-the-file", authorization());
    }

    @Test
    void isTheOptionsBeforeBoth() throws IOException {
      cli.variable("NOMYO_API_KEY", "of-the-environment")
          .chat("--request", file("r.json", request), "--api-key-file", file("key.txt", "given"));

      assertEquals("Bearer given", authorization());
    }

    @Test
    void isTheOptionsOnEveryLine() throws IOException {
      cli.in("1\n2\n").chat("--lines", "--api-key-file", file("key.txt", "given"));

      assertEquals(2, router.requests().size());
      for (ReceivedRequest received : router.requests()) {
        assertEquals(Optional.of("Bearer given"), received.header("Authorization"));
      }
    }
  }

  @Nested
  class TheClientsKey {

    private final Cli keyless =
        Cli.plain().with("--allow-http", "--base-url", ROUTER.router().baseUrl().toString());

    @Test
    void isTheOneInTheDirectory() throws IOException {
      cli.chat("Hi");

      assertEquals(
          Files.readString(Golden.path("client/public_key.pem")),
          router.lastRequest().publicKeyPem());
    }

    @Test
    void isMadeAndSavedWhereThereIsNone() throws IOException {
      Path keys = directory.resolve("keys");

      assertSuccess("echo: Hi\n", keyless.chat("Hi", "--key-dir", keys.toString()));

      assertEquals(
          Files.readString(keys.resolve("public_key.pem")), router.lastRequest().publicKeyPem());
      assertTrue(Files.exists(keys.resolve("private_key.pem")));
    }

    @Test
    void mayHaveAPassword() {
      assertSuccess(
          "echo: Hi\n",
          keyless.chat(
              "Hi",
              "--key-dir",
              Golden.path("client-password").toString(),
              "--password-file",
              Golden.path("client-password/password.txt").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void mayHaveAPasswordWithAFinalLineEnd(String lineEnd) throws IOException {
      String password = Files.readString(Golden.path("client-password/password.txt"));

      assertSuccess(
          "echo: Hi\n",
          keyless.chat(
              "Hi",
              "--key-dir",
              Golden.path("client-password").toString(),
              "--password-file",
              file("password.txt", password + lineEnd)));
    }
  }

  @Nested
  class OverHttps {

    @Test
    void theCertificateAuthorityIsTheOneInTheFile() throws IOException {
      try (FakeRouter https = FakeRouter.builder(BcHybridCipher.create()).https().start()) {
        String ca = file("ca.pem", https.certificate().orElseThrow().certificatePem());
        Cli secure = Cli.plain().withGoldenKey().with("--base-url", https.baseUrl().toString());

        assertSuccess("echo: Hi\n", secure.chat("Hi", "--ca-file", ca));

        Cli.Result untrusted = secure.chat("Hi");
        assertEquals(6, untrusted.exitCode());
        assertTrue(untrusted.err().startsWith("ApiConnectionException: "), untrusted.err());
        assertEquals(1, https.requests().size());
      }
    }
  }

  @Nested
  class OnItsWay {

    @Test
    void showsTheClientsCertificateAndLooksAtThePinOfTheServers() throws Exception {
      try (FakeRouter https = FakeRouter.builder(BcHybridCipher.create()).https().start()) {
        SelfSignedCertificate certificate = https.certificate().orElseThrow();
        String pem = file("certificate.pem", certificate.certificatePem());
        String key = file("key.pem", certificate.privateKeyPem());
        byte[] spki = certificate.subjectPublicKeyInfo();
        String pin = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(spki));
        Cli secure =
            Cli.plain()
                .withGoldenKey()
                .with("--base-url", https.baseUrl().toString(), "--ca-file", pem)
                .with("--client-cert", pem, "--client-key", key);
        String other = "0".repeat(64);

        assertSuccess("echo: Hi\n", secure.chat("Hi", "--tls-pin", other, "--tls-pin", pin));

        Cli.Result refused = secure.chat("Hi", "--tls-pin", other);
        assertEquals(7, refused.exitCode());
        assertTrue(refused.err().contains(pin), refused.err());
      }
    }

    @Test
    void goesThroughTheProxyUnlessTheEnvironmentSaysOtherwise() throws Exception {
      String nobody = "http://127.0.0.1:" + unusedPort();

      Cli.Result unreachable = cli.chat("Hi", "--proxy", nobody);
      assertEquals(6, unreachable.exitCode());
      assertTrue(unreachable.err().contains("through the proxy 127.0.0.1:"), unreachable.err());

      assertSuccess(
          "echo: Hi\n", cli.variable("NO_PROXY", "127.0.0.1").chat("Hi", "--proxy", nobody));
    }

    private int unusedPort() throws IOException {
      try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return unused.getLocalPort();
      }
    }

    @Test
    void tellsTheProxyWhoAsks_andNobodyElse() throws Exception {
      String password = file("proxy.txt", "canary\n");
      try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Future<String> head = CompletableFuture.supplyAsync(() -> refuseOne(proxy));
        String uri = "http://127.0.0.1:" + proxy.getLocalPort();

        Cli.Result refused =
            cli.chat("Hi", "--proxy", uri, "--proxy-user", "me", "--proxy-password-file", password);

        assertEquals(3, refused.exitCode());
        assertFalse(refused.err().contains("canary"), refused.err());
        String basic =
            Base64.getEncoder().encodeToString("me:canary".getBytes(StandardCharsets.US_ASCII));
        assertTrue(head.get().contains("Proxy-Authorization: Basic " + basic + "\r\n"));
      }
    }

    private String refuseOne(ServerSocket proxy) {
      try (Socket client = proxy.accept()) {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) client.getInputStream().read());
        }
        String refusal = "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n";
        client.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
        return head.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Nested
  class Verbose {

    @Test
    void addsAStackTraceBehindTheLine() {
      router.next(Script.status(500));

      List<String> err = cli.chat("Hi", "--verbose", "--max-retries=0").err().lines().toList();

      int line = err.indexOf("ServerException: HTTP 500: scripted");
      assertTrue(line >= 0, err.toString());
      assertTrue(err.get(line + 2).startsWith("\tat "), "a stack trace");
    }

    @Test
    void isOffOtherwise() {
      router.next(Script.status(500));

      assertEquals(
          "ServerException: HTTP 500: scripted\n", cli.chat("Hi", "--max-retries=0").err());
    }
  }
}
