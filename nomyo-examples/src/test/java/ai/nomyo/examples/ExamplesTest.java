// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ResponseFormat;
import ai.nomyo.chat.Role;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.ApiKey;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.PublishedTestKey;
import ai.nomyo.testkit.ReceivedRequest;
import ai.nomyo.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What the examples print and send, over real HTTP to a router on this machine. */
@Timeout(60)
class ExamplesTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER =
      FakeRouterExtension.of(FakeRouter.builder().requireApiKey("sk-1234"));

  private interface Example {
    void run(ClientBuilder builder, PrintStream out) throws Exception;
  }

  @AfterEach
  void protocolWasKept() {
    assertEquals(List.of(), ROUTER.router().violations());
  }

  /** Runs an example as its {@code main} does, with this router in place of the environment's. */
  private static List<String> printed(Example example) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ClientBuilder builder =
        Nomyo.client()
            .apiKey(ApiKey.of("sk-1234"))
            .baseUrl(ROUTER.router().baseUrl().toString())
            .allowHttp(true)
            .keyStore(PublishedTestKey.store());
    example.run(builder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void assertPrints(List<String> lines, Example example) throws Exception {
    assertEquals(lines, printed(example));
  }

  private static ReceivedRequest received() {
    return ROUTER.router().lastRequest();
  }

  private static ChatRequest sent() {
    return received().chatRequest();
  }

  private static Optional<String> contentOf(int message) {
    return sent().messages().get(message).content();
  }

  @Test
  void basic() throws Exception {
    assertPrints(List.of("echo: What is the capital of France?", "15 tokens"), Basic::run);

    assertEquals("Qwen/Qwen3-0.6B", sent().model());
    assertEquals(Optional.of("Be brief."), contentOf(0));
    assertEquals(Optional.of("What is the capital of France?"), contentOf(1));
    assertEquals(OptionalDouble.of(0.2), sent().temperature());
  }

  @Test
  void asyncWithCancellation_takesTheFirstAnswerAndHangsUpOnTheOther() throws Exception {
    Hold slow = new Hold();
    ROUTER.router().next(Script.held(slow));

    assertPrints(
        List.of("echo: Name a river in France.", "the other call was cancelled"),
        AsyncWithCancellation::run);

    slow.awaitDisconnect();
    assertEquals(2, ROUTER.router().chatCalls());
  }

  @Test
  void tools_areCalledAndTheirResultsSent() throws Exception {
    assertPrints(List.of("echo: apples", "after 2 rounds"), Tools::run);

    assertEquals(3, sent().messages().size());
    assertEquals(Optional.of("12"), contentOf(2));
    assertEquals(
        List.of("inStock"), sent().tools().stream().flatMap(tool -> tool.name().stream()).toList());
  }

  @Test
  void structuredOutput_isARecord() throws Exception {
    ROUTER
        .router()
        .answerWith(
            Answer.text(
                "{\"vendor\":\"Dupont\",\"total\":780,"
                    + "\"lines\":[{\"article\":\"loaf\",\"pieces\":2}]}"));

    assertPrints(List.of("Dupont: 780 cents", "2 x loaf"), StructuredOutput::run);

    assertEquals(
        List.of("vendor", "total", "lines"),
        List.copyOf(
            sent()
                .responseFormat()
                .flatMap(ResponseFormat::schema)
                .flatMap(schema -> schema.getObject("properties"))
                .orElseThrow()
                .members()
                .keySet()));
  }

  @Test
  void structuredOutput_saysWhenTheAnswerIsNoInvoice() throws Exception {
    ROUTER.router().answerWith(Answer.text("I see no invoice."));

    assertEquals(1, printed(StructuredOutput::run).size());
  }

  @Test
  void conversationOverTwoTurns_sendsTheFirstWithTheSecond() throws Exception {
    assertPrints(
        List.of("echo: What is the capital of France?", "echo: How old is it?", "5 messages"),
        ConversationOverTwoTurns::run);

    assertEquals(4, sent().messages().size());
    assertEquals(Optional.of("echo: What is the capital of France?"), contentOf(2));
    assertEquals(Optional.of(Role.ASSISTANT), sent().messages().get(2).role());
  }

  @Test
  void multiTenantKeys_goWithTheCallsOfTheirTenants(@TempDir Path keys) throws Exception {
    Files.writeString(keys.resolve("acme.key"), "sk-1234\n");
    Files.writeString(keys.resolve("umbrella.key"), "sk-5678\n");

    assertThrows(
        AuthenticationException.class,
        () -> printed((builder, out) -> MultiTenantKeys.run(builder, keys, out)));
    assertEquals(Optional.of("Bearer sk-1234"), received().header("Authorization"));
    assertEquals(Optional.of("Hello from acme"), contentOf(0));

    ROUTER.router().requireApiKey("sk-5678");
    Files.writeString(keys.resolve("acme.key"), "sk-5678\n");
    assertPrints(
        List.of("echo: Hello from acme", "echo: Hello from umbrella"),
        (builder, out) -> MultiTenantKeys.run(builder, keys, out));
  }

  @Test
  void backendPerDeployment_reportsTheOneThatWasNamed() throws Exception {
    List<String> lines =
        printed((builder, out) -> BackendPerDeployment.run(builder.backend("jdk"), out));

    assertEquals("jdk " + System.getProperty("java.version") + ", Java", lines.get(0));
    assertEquals("FIPS: none", lines.get(1));
    assertEquals("because: named by the user", lines.get(2));
    assertTrue(lines.size() > 4, lines.toString());
    assertEquals(0, ROUTER.router().chatCalls());
  }

  @Test
  void backendPerDeployment_thatIsAbsent_isNotReplaced() {
    assertThrows(
        BackendUnavailableException.class,
        () -> printed((builder, out) -> BackendPerDeployment.run(builder.backend("bc"), out)));
  }

  @Test
  void sealSendOpen_sendsAsTheClientWould(@TempDir Path directory) throws Exception {
    Path keys = directory.resolve("keys");
    try (SecureCompletionClient maker = Nomyo.client().buildProtocolClient()) {
      maker.generateKeys(keys, null);
    }
    URI router = ROUTER.router().baseUrl();

    assertPrints(
        List.of("echo: What is sealed?"),
        (builder, out) -> SealSendOpen.run(builder, ApiKey.of("sk-1234"), router, keys, out));

    assertEquals(Files.readString(keys.resolve("public_key.pem")), received().publicKeyPem());
    assertEquals(Optional.of("Bearer sk-1234"), received().header("Authorization"));
  }

  @Test
  void portedFromOpenAiJava() throws Exception {
    assertPrints(
        List.of("echo: What is in this picture?", "ended by: stop"), PortedFromOpenAiJava::run);

    assertEquals(Optional.of(Role.DEVELOPER), sent().messages().get(0).role());
    assertEquals(
        Optional.of("https://example.org/cat.png"),
        sent().messages().get(1).parts().get(1).imageUrl());
    assertEquals(OptionalLong.of(100), sent().maxCompletionTokens());
    assertEquals(OptionalLong.of(7), sent().seed());
    assertEquals(OptionalLong.of(20), sent().json().getLong("top_k"));
    assertEquals(Map.of("purpose", "example"), sent().metadata());
  }

  @Test
  void portedFromPython() throws Exception {
    assertPrints(
        List.of("echo: What is the capital of France?", "encrypted: true"), PortedFromPython::run);

    assertEquals(Optional.of(SecurityTier.HIGH), received().securityTier());
    assertEquals(Optional.of("Bearer sk-1234"), received().header("Authorization"));
    assertEquals(OptionalLong.of(50), sent().maxTokens());
    assertEquals(Optional.empty(), sent().json().get("security_tier"));
  }

  @Test
  void portedFromPython_tellsAWrongKeyFromTooManyRequests() throws Exception {
    ROUTER.router().requireApiKey("another");
    assertPrints(List.of("The API key is wrong."), PortedFromPython::run);
  }

  @Test
  void wrongExpectation_fails() {
    ROUTER.router().answerWith(Answer.text("Lyon"));

    assertThrows(
        AssertionFailedError.class, () -> assertPrints(List.of("Paris", "1 tokens"), Basic::run));
    assertThrows(
        AssertionFailedError.class, () -> assertEquals(Optional.of("Be long."), contentOf(0)));
  }
}
