// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.SecurityTier;
import ai.nomyo.chat.ToolCall;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.chat.ToolDefinition;
import ai.nomyo.config.ApiKey;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a call becomes on its way: the sealed JSON, and the headers beside it. */
class RequestFlowTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureChatCompletion client = Flow.client(router).apiKey("of-the-client").build();

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  private JsonObject sent() {
    return router.lastRequest().json();
  }

  private static JsonObject json(String text) {
    return Nomyo.json().read(text).asObject().orElseThrow();
  }

  @Test
  void typedRequest_arrivesAsItWasBuilt() {
    client.create(
        ChatRequest.builder()
            .model("Qwen/Qwen3-0.6B")
            .system("Be brief.")
            .user("Hello!")
            .temperature(0.7)
            .maxTokens(100)
            .topP(0.9)
            .frequencyPenalty(-2)
            .presencePenalty(2)
            .stop(List.of("a", "b"))
            .n(2)
            .endUser("u-1")
            .putAdditional("x_unknown", Map.of("deep", List.of(1, true)))
            .build());
    assertEquals(
        json(
            """
            {"model":"Qwen/Qwen3-0.6B","messages":[{"role":"system","content":"Be brief."},\
            {"role":"user","content":"Hello!"}],"frequency_penalty":-2.0,"max_tokens":100,"n":2,\
            "presence_penalty":2.0,"stop":["a","b"],"temperature":0.7,"top_p":0.9,"user":"u-1",\
            "x_unknown":{"deep":[1,true]}}"""),
        sent());
  }

  @Test
  void mapShapedCall_becomesRequestAndOptions() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("temperature", 0.5);
    parameters.put("security_tier", "maximum");
    parameters.put("api_key", "of-the-call");
    parameters.put("stop", null);
    ChatResponse response =
        client.create("m", List.of(Map.of("role", "user", "content", "Hi")), parameters);
    assertEquals(Optional.of("echo: Hi"), response.firstText());
    assertEquals(Optional.of("Bearer of-the-call"), router.lastRequest().header("Authorization"));
    assertEquals(Optional.of(SecurityTier.MAXIMUM), router.lastRequest().securityTier());
    assertEquals(Optional.empty(), sent().get("api_key"));
    assertEquals(Optional.empty(), sent().get("security_tier"));
    assertEquals(0.5, sent().getNumber("temperature").orElseThrow().asDouble());
  }

  @Test
  void streaming_isSentAsFalse_howeverItWasAskedFor() {
    client.create(Flow.asking("x").newBuilder().stream(true).build());
    assertEquals(Optional.of(false), sent().getBoolean("stream"));
    client.create("m", List.of(Map.of("role", "user", "content", "x")), Map.of("stream", true));
    assertEquals(Optional.of(false), sent().getBoolean("stream"));
  }

  @Test
  void toolCall_comesBackTyped_andItsResultIsSent() {
    ToolDefinition weather =
        ToolDefinition.function(
            "weather",
            "of a place",
            json("{\"properties\":{\"place\":{\"type\":\"string\"}},\"required\":[\"place\"]}"));
    ChatRequest question =
        Flow.asking("Ulm").newBuilder().tools(List.of(weather)).toolChoice(ToolChoice.AUTO).build();
    ChatMessage reply = client.create(question).choices().get(0).message().orElseThrow();
    ToolCall call = reply.toolCalls().get(0);
    assertEquals(Optional.of("weather"), call.name());
    assertEquals(Optional.of("{\"place\":\"Ulm\"}"), call.arguments());
    client.create(
        question
            .newBuilder()
            .message(reply)
            .message(ChatMessage.tool(call.id().orElseThrow(), "rain"))
            .build());
    assertEquals(3, sent().getObjects("messages").size());
    assertEquals(reply.json(), sent().getObjects("messages").get(1));
  }

  @Test
  void everyCall_hasItsOwnPayloadId_whichTheAnswerNames() {
    ChatResponse first = client.create(Flow.asking("1"));
    assertEquals(Optional.of(router.lastRequest().payloadId()), first.metadata().payloadId());
    ChatResponse second = client.create(Flow.asking("2"));
    assertNotEquals(first.metadata().payloadId(), second.metadata().payloadId());
  }

  @Nested
  class Headers {

    @Test
    void apiKeyOfTheCall_goesBeforeTheClients() {
      client.create(Flow.asking("x"));
      assertEquals(
          Optional.of("Bearer of-the-client"), router.lastRequest().header("Authorization"));
      client.create(
          Flow.asking("x"), RequestOptions.builder().apiKey(ApiKey.of("of-the-call")).build());
      assertEquals(Optional.of("Bearer of-the-call"), router.lastRequest().header("Authorization"));
      client.create(Flow.asking("x"));
      assertEquals(
          Optional.of("Bearer of-the-client"), router.lastRequest().header("Authorization"));
    }

    @Test
    void withoutApiKeyAndTier_neitherHeaderIsSent() {
      try (SecureChatCompletion plain = Flow.client(router).build()) {
        plain.create(Flow.asking("x"));
      }
      assertEquals(Optional.empty(), router.lastRequest().header("Authorization"));
      assertEquals(Optional.empty(), router.lastRequest().header("X-Security-Tier"));
    }

    @Test
    void tierOfTheOptions_goesBeforeTheRequests_andNeitherIsSealed() {
      ChatRequest high = Flow.asking("x").newBuilder().securityTier(SecurityTier.HIGH).build();
      assertEquals(Optional.of("high"), client.create(high).metadata().securityTier());
      assertEquals(Optional.of("high"), router.lastRequest().header("X-Security-Tier"));
      client.create(high, RequestOptions.builder().securityTier(SecurityTier.STANDARD).build());
      assertEquals(Optional.of("standard"), router.lastRequest().header("X-Security-Tier"));
      assertEquals(Optional.empty(), sent().get("security_tier"));
    }
  }

  @Nested
  class Addresses {

    @Test
    void trailingSlashesOfTheUrl_doNotMatter() {
      try (SecureChatCompletion slashes =
          Flow.client(router).baseUrl(router.baseUrl() + "///").build()) {
        assertEquals(Optional.of("echo: x"), slashes.create(Flow.asking("x")).firstText());
      }
    }

    @Test
    void rotatedRouterKey_isUsedByTheNextCall() {
      client.create(Flow.asking("before"));
      router.rotateKey();
      assertEquals(Optional.of("echo: after"), client.create(Flow.asking("after")).firstText());
    }
  }
}
