// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {

  private static final JsonErasableString ERASABLE =
      JsonErasableString.owning("canary".toCharArray());
  private static final JsonObject FINE = Json.object("role", "user", "content", "canary");

  private static JsonObject request(Object messages) {
    return Json.object("model", "m", "messages", messages);
  }

  private static void assertRefused(String message, Object third) {
    JsonObject json = request(Arrays.asList(FINE, FINE, third));
    Refused.with(message, () -> ChatRequest.of(json));
  }

  private static void assertAccepted(Object message) {
    assertEquals(request(List.of(message)), ChatRequest.of(request(List.of(message))).json());
  }

  @Test
  void messages_areANonEmptyArray() {
    String allowed = ", allowed is a non-empty array of objects with a role";
    Refused.with(
        "messages: given nothing" + allowed, () -> ChatRequest.of(Json.object("model", "m")));
    Refused.with("messages: given null" + allowed, () -> ChatRequest.of(request(null)));
    Refused.with(
        "messages: given an array of 0 elements" + allowed,
        () -> ChatRequest.builder().model("m").build());
    Refused.with(
        "messages: given a string of 6 chars" + allowed, () -> ChatRequest.of(request("canary")));
    Refused.with(
        "messages: given an object of 1 members" + allowed,
        () -> ChatRequest.of(request(Map.of("canary", 1))));
  }

  @Test
  void message_isAnObjectWithARole_andItsPlaceIsNamed() {
    assertRefused("messages[2]: given a string of 6 chars, allowed is an object", "canary");
    assertRefused("messages[2]: given null, allowed is an object", null);
    assertRefused(
        "messages[2].role: given nothing, allowed is a non-blank string",
        Map.of("content", "canary"));
    for (Object role : Arrays.asList(" ", 1, null, ERASABLE)) {
      Refused.at(
          "messages[0].role", () -> ChatRequest.of(request(List.of(Json.object("role", role)))));
    }
    assertAccepted(Json.object("role", "alien"));
  }

  @Test
  void content_isATextOrTypedParts_orNothing() {
    for (Object content :
        Arrays.asList(
            null, "", "canary", ERASABLE, List.of(), List.of(Json.object("type", "alien")))) {
      assertAccepted(Json.object("role", "user", "content", content));
    }
    assertRefused(
        "messages[2].content: given an object of 1 members,"
            + " allowed is a string or an array of objects with a type",
        Json.object("role", "user", "content", Map.of("canary", 1)));
    assertRefused(
        "messages[2].content[1]: given a string of 6 chars, allowed is an object",
        Json.object("role", "user", "content", List.of(Map.of("type", "text"), "canary")));
    assertRefused(
        "messages[2].content[0].type: given nothing, allowed is a non-blank string",
        Json.object("role", "user", "content", List.of(Map.of("text", "canary"))));
    assertRefused(
        "messages[2].content[0].type: given a string of 1 chars, allowed is a non-blank string",
        Json.object("role", "user", "content", List.of(Map.of("type", " "))));
    assertRefused(
        "messages[2].content: given 7, allowed is a string or an array of objects with a type",
        Json.object("role", "user", "content", 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "refusal", "tool_call_id"})
  void otherTexts_areStringsOrNull(String member) {
    for (Object text : Arrays.asList("", "x", null, ERASABLE)) {
      assertAccepted(Json.object("role", "tool", member, text));
    }
    assertRefused(
        "messages[2]." + member + ": given an array of 1 elements, allowed is a string",
        Json.object("role", "tool", member, List.of("canary")));
  }

  @Test
  void toolCallsAndAudio_haveTheirShape() {
    for (Object calls : Arrays.asList(null, List.of(), List.of(Map.of()))) {
      assertAccepted(Json.object("role", "assistant", "tool_calls", calls));
    }
    assertAccepted(Json.object("role", "assistant", "audio", Map.of()));
    assertAccepted(Json.object("role", "assistant", "audio", null));
    assertRefused(
        "messages[2].tool_calls: given an array of 1 elements, allowed is an array of objects",
        Json.object("role", "assistant", "tool_calls", List.of("canary")));
    assertRefused(
        "messages[2].audio: given a string of 6 chars, allowed is an object",
        Json.object("role", "assistant", "audio", "canary"));
  }

  @Test
  void whatServersDifferIn_isNotLookedAt() {
    assertAccepted(Json.object("role", "tool", "content", "result without an id"));
    assertAccepted(Json.object("role", "user", "reasoning", 1, "future", List.of(1)));
    assertAccepted(
        Json.object("role", "user", "content", List.of(Json.typed("image_url", "https://x"))));
  }

  @Test
  void builtMessage_isCheckedAtOnce() {
    Refused.with(
        "message.role: given a string of 1 chars, allowed is a non-blank string",
        () -> ChatMessage.builder(new Role(" ")).content("canary").build());
    Refused.with(
        "message.content[0].type: given nothing, allowed is a non-blank string",
        () -> ChatMessage.user(new ContentPart(Json.object("text", "canary"))));
    Refused.at(
        "message.name",
        () -> ChatMessage.user("canary").newBuilder().putAdditional("name", 1).build());
  }
}
