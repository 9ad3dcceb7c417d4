// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.FinishReason;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts and answers that are erased, from end to end. */
class ErasableFlowTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();

  private static ChatRequest asking(JsonErasableString prompt) {
    return ChatRequest.builder().model("m").user(prompt).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp", "bc"})
  void promptAndAnswer_arriveLikeOthers(String backend) {
    String text = "Grüße 😀 \"\\\n" + "x".repeat(100_000);
    try (SecureChatCompletion client = Flow.client(router).backend(backend).build();
        JsonErasableString prompt =
            JsonErasableString.ofUtf8(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        ErasableChatResponse answer = client.createErasable(asking(prompt))) {
      assertEquals("echo: " + text, answer.firstText().orElseThrow().toString());
      assertEquals(
          Optional.of(FinishReason.STOP), answer.outline().choices().get(0).finishReason());
      assertEquals(
          Optional.of(router.lastRequest().payloadId()), answer.outline().metadata().payloadId());
      assertEquals(client.create(asking(prompt)).usage(), answer.outline().usage());
    }
    assertEquals(List.of(), router.violations());
  }

  @Test
  void eachAnswer_hasATextOfItsOwn_andAnswersWithoutOneHaveNone() {
    try (SecureChatCompletion client = Flow.client(router).build();
        ErasableChatResponse three =
            client.createErasable(Flow.asking("x").newBuilder().n(3).build());
        ErasableChatResponse call =
            client.createErasable(
                Flow.asking("x").newBuilder().toolChoice(ToolChoice.function("f")).build())) {
      assertEquals("echo: x", three.text(2).orElseThrow().toString());
      assertEquals(Optional.empty(), three.text(3));
      assertEquals(Optional.of("m"), call.outline().model());
    }
  }

  @Test
  void protocolClient_sendsAndOpensThem() {
    String id = Flow.freshId();
    try (SecureCompletionClient client = Flow.client(router).buildProtocolClient();
        ErasableChatResponse answer =
            client.sendErasable(Flow.asking("x"), id, RequestOptions.none());
        ErasableChatResponse golden =
            client.decryptErasable(
                Golden.bytes("responses/good/unicode.package.json"), Golden.PAYLOAD_ID)) {
      assertEquals(Optional.of(id), answer.outline().metadata().payloadId());
      assertEquals(
          client
              .decryptResponse(
                  Golden.bytes("responses/good/unicode.package.json"), Golden.PAYLOAD_ID)
              .firstText(),
          golden.firstText().map(Object::toString));
    }
  }

  @Test
  void answer_outlivesItsClient() {
    SecureChatCompletion client = Flow.client(router).build();
    ErasableChatResponse answer = client.createErasable(Flow.asking("x"));
    client.close();
    assertEquals("echo: x", answer.firstText().orElseThrow().toString());
    answer.close();
    assertThrows(IllegalStateException.class, answer::firstText);
  }

  @Test
  void closedPrompt_isRefusedBeforeTheRouterIsAskedForAnything() {
    char[] text = "secret".toCharArray();
    JsonErasableString prompt = JsonErasableString.owning(text);
    ChatRequest request = asking(prompt);
    prompt.close();
    try (SecureChatCompletion client = Flow.client(router).build()) {
      assertThrows(InvalidInputException.class, () -> client.create(request));
      assertThrows(InvalidInputException.class, () -> client.createErasable(request));
    }
    assertArrayEquals(new char[6], text);
    assertEquals(0, router.keyFetches());
  }

  @Test
  void mapsAsThePythonClientTakesThem_mayHoldErasableTexts() {
    try (SecureChatCompletion client = Flow.client(router).build();
        JsonErasableString prompt = JsonErasableString.owning("secret".toCharArray())) {
      List<Map<String, ?>> messages = List.of(Map.of("role", "user", "content", prompt));
      assertEquals(Optional.of("echo: secret"), client.create("m", messages, Map.of()).firstText());
    }
  }
}
