// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatMessageTest {

  private static final JsonErasableString ERASABLE =
      JsonErasableString.owning("canary".toCharArray());
  private static final ToolCall CALL = ToolCall.function("call_1", "f", "{}");

  @Test
  void eachRole_hasItsFactory() {
    assertEquals(Json.object("role", "system", "content", "x"), ChatMessage.system("x").json());
    assertEquals(
        Json.object("role", "developer", "content", "x"), ChatMessage.developer("x").json());
    assertEquals(Json.object("role", "user", "content", "x"), ChatMessage.user("x").json());
    assertEquals(
        Json.object("role", "assistant", "content", "x"), ChatMessage.assistant("x").json());
    assertEquals(
        Json.object("role", "tool", "content", "x", "tool_call_id", "id"),
        ChatMessage.tool("id", "x").json());
  }

  static Stream<ChatMessage> erasable() {
    return Stream.of(
        ChatMessage.system(ERASABLE),
        ChatMessage.developer(ERASABLE),
        ChatMessage.user(ERASABLE),
        ChatMessage.assistant(ERASABLE),
        ChatMessage.tool("id", ERASABLE));
  }

  @ParameterizedTest
  @MethodSource("erasable")
  void erasableContent_staysErasable(ChatMessage message) {
    assertEquals(Optional.of(ERASABLE), message.json().get("content"));
    assertEquals(Optional.empty(), message.content());
    assertEquals(Optional.of(ERASABLE), message.parts().get(0).json().get("text"));
    assertEquals(1, message.parts().size());
  }

  @Test
  void builder_putsEverythingInOneOrder() {
    ChatMessage message =
        ChatMessage.builder(new Role("alien"))
            .putAdditional("zeta", 1)
            .audioId("audio_1")
            .toolCallId("call_0")
            .toolCalls(List.of(CALL))
            .refusal("no")
            .name("n")
            .content("x")
            .putAdditional("alpha", null)
            .build();
    JsonObject expected =
        Json.object(
            "role", "alien",
            "content", "x",
            "name", "n",
            "refusal", "no",
            "tool_calls", List.of(CALL.json()),
            "tool_call_id", "call_0",
            "audio", Json.object("id", "audio_1"),
            "zeta", 1,
            "alpha", null);
    assertEquals(expected, message.json());
    assertEquals(Optional.of(new Role("alien")), message.role());
    assertEquals(Optional.of("x"), message.content());
    assertEquals(Optional.of("n"), message.name());
    assertEquals(Optional.of("no"), message.refusal());
    assertEquals(List.of(CALL), message.toolCalls());
    assertEquals(Optional.of("call_0"), message.toolCallId());
    assertEquals(Optional.of("audio_1"), message.audio().flatMap(MessageAudio::id));
    assertEquals(message, message.newBuilder().build());
  }

  @Test
  void received_keepsItsOrderWhenChanged() {
    JsonObject json = Json.object("new", 1, "content", "x", "role", "assistant");
    ChatMessage message = new ChatMessage(json);
    assertEquals(json, message.newBuilder().build().json());
    assertEquals(
        Json.object("name", "n", "new", 1, "content", "y", "role", "assistant"),
        message.newBuilder().content("y").name("n").build().json());
  }

  @Test
  void parts_areSentAndReadInOrder() {
    List<ContentPart> parts = List.of(ContentPart.text("a"), ContentPart.image("https://x"));
    ChatMessage message = ChatMessage.user(parts);
    assertEquals(
        Json.object("role", "user", "content", parts.stream().map(ContentPart::json).toList()),
        message.json());
    assertEquals(message, ChatMessage.user(parts.get(0), parts.get(1)));
    assertEquals(parts, message.parts());
    assertEquals(Optional.empty(), message.content());
    assertEquals(List.of(ContentPart.text("x")), ChatMessage.user("x").parts());
    assertEquals(List.of(), ChatMessage.builder(Role.USER).build().parts());
  }

  @Test
  void noParts_areRefused() {
    Refused.with("content: given 0 parts, allowed is 1 part or more", () -> ChatMessage.user());
  }

  @Test
  void reasoning_isFoundUnderBothNames_theLongerFirst() {
    assertEquals(
        Optional.of("a"),
        new ChatMessage(Json.object("reasoning_content", "a", "reasoning", "b")).reasoning());
    assertEquals(
        Optional.of("b"),
        new ChatMessage(Json.object("reasoning_content", null, "reasoning", "b")).reasoning());
    assertEquals(Optional.empty(), ChatMessage.user("x").reasoning());
  }

  @Test
  void audioAndAnnotations_areTyped() {
    ChatMessage message =
        new ChatMessage(
            Json.object(
                "audio",
                Json.object("id", "a", "data", "AAA=", "expires_at", 7, "transcript", "t"),
                "annotations",
                List.of(
                    Json.typed(
                        "url_citation",
                        Json.object(
                            "start_index", 1, "end_index", 9, "url", "https://x", "title", "X")))));
    MessageAudio audio = message.audio().orElseThrow();
    assertEquals(Optional.of("a"), audio.id());
    assertEquals(Optional.of("AAA="), audio.data());
    assertEquals(7, audio.expiresAt().orElseThrow());
    assertEquals(Optional.of("t"), audio.transcript());
    Annotation annotation = message.annotations().get(0);
    assertEquals(Optional.of("url_citation"), annotation.type());
    UrlCitation citation = annotation.urlCitation().orElseThrow();
    assertEquals(Optional.of("https://x"), citation.url());
    assertEquals(Optional.of("X"), citation.title());
    assertEquals(1, citation.startIndex().orElseThrow());
    assertEquals(9, citation.endIndex().orElseThrow());
  }

  @Test
  void toString_showsSizesOnly() {
    assertEquals("ChatMessage[6 chars, 2 members]", ChatMessage.user("canary").toString());
    assertEquals("ChatMessage[6 chars, 2 members]", ChatMessage.user(ERASABLE).toString());
    ChatMessage parts =
        ChatMessage.user(
            ContentPart.text("canary"), ContentPart.text(ERASABLE), ContentPart.fileId("canary"));
    assertEquals("ChatMessage[12 chars, 2 members]", parts.toString());
    assertFalse(parts.parts().toString().contains("canary"));
  }
}
