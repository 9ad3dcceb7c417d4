// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an object holds, views of it throw nothing, lose nothing and quote no prompt. */
class ChatViewsFuzzTest {

  /** A word of the protocol is shorter, and may be quoted. */
  private static final int SHORTEST_PROMPT = 20;

  private final JsonCodec json = new JsonCodec();

  static List<Named<byte[]>> documents() {
    return Corpus.seeds("requests", "responses");
  }

  @MethodSource("documents")
  @FuzzTest
  void document(byte[] utf8) {
    try {
      json.read(new ByteArrayInputStream(utf8))
          .asObject()
          .ifPresent(object -> assertViews(object, new String(utf8, StandardCharsets.UTF_8)));
    } catch (MalformedJsonException noDocument) {
      // Left to JsonCodecFuzzTest.
    }
  }

  private void assertViews(JsonObject object, String text) {
    ChatResponse response = ChatResponse.of(object, text);
    assertEquals(object, response.json());
    assertEquals(text, response.toJson());
    Accessors.callAll(response);
    try {
      assertRequest(ChatRequest.of(object));
    } catch (InvalidInputException refused) {
      assertQuotesNoPrompt(refused.getMessage(), object);
    }
  }

  private void assertRequest(ChatRequest request) {
    assertEquals(request, request.newBuilder().build());
    assertEquals(request, ChatRequest.of(json.readObject(json.write(request.json()))));
    Accessors.callAll(request);
  }

  private static void assertQuotesNoPrompt(String message, JsonObject request) {
    request.getObjects("messages").stream()
        .flatMap(prompt -> prompt.get("content").flatMap(JsonValue::asString).stream())
        .filter(prompt -> prompt.length() >= SHORTEST_PROMPT)
        .forEach(prompt -> assertTrue(!message.contains(prompt), message));
  }
}
