// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.ScriptedTransport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may get wrong is refused before anything is sent. */
class BadInputTest {

  private static final List<Map<String, String>> HELLO =
      List.of(Map.of("role", "user", "content", Canary.PROMPT));

  private final SecureCompletionClient steps = offline().buildProtocolClient();
  private final SecureChatCompletion chat = offline().build();

  private static ClientBuilder offline() {
    return Nomyo.client().keyDirectory(Golden.clientKeys()).transport(new UntouchedTransport());
  }

  @AfterEach
  void close() {
    steps.close();
    chat.close();
  }

  private static void assertRefused(String message, Executable call) {
    NomyoException refused = assertThrows(InvalidInputException.class, call);
    assertTrue(refused.getMessage().startsWith(message), refused::getMessage);
    assertFalse(refused.retryable());
    Canary.assertAbsent(refused);
  }

  @Nested
  class Requests {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{}                                                            | model: given nothing",
          "{'messages':[{'role':'user'}]}                                | model: given nothing",
          "{'model':' ','messages':[{'role':'user'}]}                    | model: given a string",
          "{'model':null,'messages':[{'role':'user'}]}                   | model: given null",
          "{'model':'m'}                                                 | messages: given nothing",
          "{'model':'m','messages':[]}                                   | messages: given an array",
          "{'model':'m','messages':'canary-prompt'}                      | messages: given a string",
          "{'model':'m','messages':['canary-prompt']}                    | messages[0]: given a string",
          "{'model':'m','messages':[{'content':'canary-prompt'}]}        | messages[0].role: given nothing",
          "{'model':'m','messages':[{'role':'user'}],'api_key':'canary-api-key'}  | api_key: given",
          "{'model':'m','messages':[{'role':'user'}],'base_url':'x'}     | base_url: given",
          "{'model':'m','messages':[{'role':'user'}],'security_tier':'x'}| security_tier: given"
        })
    void requestThatIsNone(String json, String message) {
      JsonObject object = Nomyo.json().read(json.replace('\'', '"')).asObject().orElseThrow();
      assertRefused(message, () -> chat.create(ChatRequest.of(object)));
    }

    @ParameterizedTest
    @CsvSource({
      "temperature, 2.1",
      "temperature, -0.1",
      "top_p, 1.01",
      "top_p, -1",
      "n, 0",
      "n, 129",
      "n, 1.5",
      "max_tokens, 0",
      "max_tokens, 1e400",
      "frequency_penalty, 2.1",
      "presence_penalty, -2.1",
      "stop, []",
      "tools, {}",
      "tool_choice, 7",
      "stream, 1",
      "user, 5",
      "stream_options, {}",
      "logit_bias, []"
    })
    void parameterOutOfItsRange(String name, String json) {
      Map<String, Object> parameters = Map.of(name, Nomyo.json().read(json));
      assertRefused(name + ": given ", () -> chat.create("m", HELLO, parameters));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numberThatIsNone(double number) {
      assertRefused(
          "JSON number: given ", () -> chat.create("m", HELLO, Map.of("temperature", number)));
      ChatRequest.Builder typed = Flow.asking("x").newBuilder();
      assertRefused("temperature: given ", () -> typed.temperature(number));
    }

    @Test
    void valueWithoutAJsonForm() {
      assertRefused(
          "JSON value: given an instance of java.lang.Object",
          () -> chat.create("m", HELLO, Map.of("x", new Object())));
    }

    @ParameterizedTest
    @CsvSource({
      "base_url, https://other.example",
      "model, m",
      "messages, x",
      "security_tier, ultra",
      "security_tier, HIGH"
    })
    void parameterThatBelongsElsewhere_orIsUnknown(String name, String value) {
      assertRefused(name + ": given ", () -> chat.create("m", HELLO, Map.of(name, value)));
    }
  }

  @Nested
  class Sizes {

    private static final int MOST = 10 * 1024 * 1024;
    private static final int AROUND = Nomyo.json().write(Flow.asking("").json()).length();

    @Test
    void oneByteMoreThan10MiB_isRefusedWithBothSizes() {
      String ascii = "x".repeat(MOST - AROUND + 1);
      assertRefused(
          "request: given 10485761 bytes of JSON, allowed is at most 10485760 bytes",
          () -> chat.create(Flow.asking(ascii)));
      assertRefused("request: given 10485761", () -> steps.encryptPayload(Flow.asking(ascii)));
    }

    @Test
    void charactersOfFourBytes_countFourTimes() {
      int count = (MOST - AROUND) / 4 + 1;
      assertRefused(
          "request: given " + (AROUND + 4 * count) + " bytes of JSON, allowed is at most 10485760",
          () -> chat.create(Flow.asking("😀".repeat(count))));
    }

    @Test
    void exactly10MiB_areSent() {
      ChatRequest largest = Flow.asking("x".repeat(MOST - AROUND));
      try (FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
          SecureChatCompletion client = Flow.client(router).build()) {
        client.create(largest);
        assertEquals(largest.json(), router.lastRequest().json());
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 100_000})
    void nestingBeyond256Levels(int levels) {
      ChatRequest deep = Flow.asking("x").newBuilder().putAdditional("deep", deep(levels)).build();
      assertRefused("JSON value: given one nested more deeply", () -> chat.create(deep));
    }

    private JsonValue deep(int levels) {
      JsonValue value = JsonNull.NULL;
      for (int i = 0; i < levels; i++) {
        value = new JsonArray(List.of(value));
      }
      return value;
    }

    @Test
    void nameWithHalfACharacter() {
      assertRefused("JSON member name: given", () -> chat.create("m", HELLO, Map.of("\ud83d", 1)));
    }
  }

  @Nested
  class Headers {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX-Evil: 1", "a\n", "ä", "\0", "\u007f"})
    void apiKeyThatNoHeaderCanCarry(String apiKey) {
      assertRefused("API key: given a text of", () -> Nomyo.client().apiKey(apiKey));
      assertRefused(
          "API key: given a text of", () -> chat.create("m", HELLO, Map.of("api_key", apiKey)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Evil: 1", "a\n", "ä", "\0", "a/b", "%0d"})
    void payloadIdThatNoHeaderCanCarry(String payloadId) {
      assertRefusedPayloadId(payloadId);
    }

    @Test
    void payloadIdOf129Chars() {
      assertRefusedPayloadId("x".repeat(129));
    }

    private void assertRefusedPayloadId(String payloadId) {
      assertRefused(
          "payload id: given a text of " + payloadId.length() + " chars",
          () ->
              steps.sendSecureRequest(
                  Flow.asking(Canary.PROMPT), payloadId, RequestOptions.none()));
    }
  }

  @Nested
  class Settings {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "/",
          "api.nomyo.ai",
          "https://",
          "https:///path",
          "ftp://api.nomyo.ai",
          "file:///etc/passwd",
          "https://canary-api-key@api.nomyo.ai",
          "https://api.nomyo.ai?key=canary-api-key",
          "https://api.nomyo.ai#x",
          "https://api.nomyo.ai:0",
          "https://api.nomyo.ai:65536",
          "https://api nomyo.ai",
          "https://api.nomyo.ai/\r\nX-Evil: 1"
        })
    void urlThatIsNoRouters(String url) {
      assertRefused("base URL: given a text of", offline().baseUrl(url).allowHttp(true)::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.nomyo.ai", "HTTP://127.0.0.1:8080/", "http://localhost"})
    void plainHttp_isASecurityViolation_unlessItWasAllowed(String url) {
      SecurityViolationException refused =
          assertThrows(SecurityViolationException.class, offline().baseUrl(url)::build);
      assertTrue(refused.getMessage().startsWith("plain http is refused"), refused::getMessage);
      offline().baseUrl(url).allowHttp(true).build().close();
    }

    @Test
    void keyPasswordWithoutAKey() {
      assertRefused(
          "key password: given one without a key",
          Nomyo.client().keyPassword("secret".toCharArray())::build);
    }

    @Test
    void settingsOfTheTransportBesideOneOfTheCallers() {
      Path pem = Golden.path("client/public_key.pem");
      for (ClientBuilder configured :
          List.of(
              Nomyo.client().caCertificates(pem),
              Nomyo.client().clientCertificate(pem, pem),
              Nomyo.client().tlsPin("0".repeat(64)),
              Nomyo.client().proxy(URI.create("http://127.0.0.1:1")),
              Nomyo.client().proxyCredentials("user", new char[0]),
              Nomyo.client().noProxyFor("*"))) {
        assertRefused(
            "CA certificates, client certificate, TLS pin or proxy: given together with",
            configured.transport(ScriptedTransport.create())::build);
      }
    }

    @Test
    void caCertificatesThatAreNone() {
      assertThrows(
          InvalidInputException.class,
          Nomyo.client().caCertificates(Golden.path("client/public_key.pem"))::build);
      assertThrows(
          InvalidInputException.class,
          Nomyo.client().caCertificates(Golden.clientKeys().resolve("absent.pem"))::build);
    }
  }

  @Test
  void refusedCalls_openNoConnection() {
    try (FakeRouter router = FakeRouter.start(Backends.named("bc").cipher());
        SecureChatCompletion client = Flow.client(router).build()) {
      assertThrows(InvalidInputException.class, () -> client.create("m", HELLO, Map.of("n", 0)));
      assertThrows(
          InvalidInputException.class,
          () -> client.create(Flow.asking("x".repeat(10 * 1024 * 1024))));
      assertEquals(0, router.connections());
      client.create(Flow.asking("x"));
      assertEquals(1, router.connections());
    }
  }
}
