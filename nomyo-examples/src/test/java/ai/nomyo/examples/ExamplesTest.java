package ai.nomyo.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.ApiKey;
import ai.nomyo.json.JsonValue;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.PublishedTestKey;
import ai.nomyo.testkit.ReceivedRequest;
import ai.nomyo.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
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
  private static void assertPrints(List<String> lines, Example example) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ClientBuilder builder =
        Nomyo.client()
            .apiKey(ApiKey.of("sk-1234"))
            .baseUrl(ROUTER.router().baseUrl().toString())
            .allowHttp(true)
            .keyStore(PublishedTestKey.store());
    example.run(builder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertEquals(lines, printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static ChatRequest sent() {
    return ROUTER.router().lastRequest().chatRequest();
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
    assertEquals(Optional.of(JsonValue.of(0.2)), sent().json().get("temperature"));
  }

  @Test
  void asyncWithCancellation_takesTheFirstAnswerAndHangsUpOnTheOther() throws Exception {
    Hold slow = new Hold();
    ROUTER.router().next(Script.held(slow));

    assertPrints(List.of("echo: Name a river in France."), AsyncWithCancellation::run);

    slow.awaitDisconnect();
    assertEquals(2, ROUTER.router().chatCalls());
  }

  @Test
  void backendPerDeployment_reportsTheOneThatWasNamed() throws Exception {
    assertThrows(
        AssertionFailedError.class, () -> assertPrints(List.of(), BackendPerDeployment::run));
  }

  @Test
  void portedFromPython() throws Exception {
    assertPrints(
        List.of("echo: What is the capital of France?", "encrypted: true"), PortedFromPython::run);

    ReceivedRequest received = ROUTER.router().lastRequest();
    assertEquals(Optional.of(SecurityTier.HIGH), received.securityTier());
    assertEquals(Optional.of("Bearer sk-1234"), received.header("Authorization"));
    assertEquals(50, sent().json().getLong("max_tokens").orElseThrow());
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
