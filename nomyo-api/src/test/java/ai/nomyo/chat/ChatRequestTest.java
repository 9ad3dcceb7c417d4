// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatRequestTest {

  private static ChatRequest.Builder valid() {
    return ChatRequest.builder().model("m").user("canary");
  }

  private static List<String> names(ChatRequest request) {
    return List.copyOf(request.json().members().keySet());
  }

  @Test
  void messages_keepTheirOrder() {
    ContentPart part = ContentPart.text("look");
    ChatRequest request =
        ChatRequest.builder()
            .system("a")
            .developer("b")
            .user("c")
            .assistant("d")
            .model("Qwen/Qwen3-0.6B")
            .user(part, part)
            .messages(List.of(ChatMessage.tool("id", "e"), ChatMessage.user("f")))
            .message(ChatMessage.user("g"))
            .build();
    assertEquals("Qwen/Qwen3-0.6B", request.model());
    assertEquals(
        List.of(
            ChatMessage.system("a"),
            ChatMessage.developer("b"),
            ChatMessage.user("c"),
            ChatMessage.assistant("d"),
            ChatMessage.user(List.of(part, part)),
            ChatMessage.tool("id", "e"),
            ChatMessage.user("f"),
            ChatMessage.user("g")),
        request.messages());
  }

  @Test
  void newBuilder_keepsEverythingAndAddsMessages() {
    ChatRequest first = valid().temperature(1).securityTier(SecurityTier.MAXIMUM).build();
    assertEquals(first, first.newBuilder().build());
    assertEquals(first.hashCode(), first.newBuilder().build().hashCode());
    ChatRequest second = first.newBuilder().message(ChatMessage.assistant("a")).build();
    assertEquals(2, second.messages().size());
    assertEquals(1, first.messages().size());
  }

  @Test
  void tier_isNoPartOfTheJson_butOfTheRequest() {
    ChatRequest high = valid().securityTier(SecurityTier.HIGH).build();
    assertEquals(Optional.of(SecurityTier.HIGH), high.securityTier());
    assertEquals(valid().build().json(), high.json());
    assertNotEquals(valid().build(), high);
    assertEquals(Optional.empty(), ChatRequest.of(high.json()).securityTier());
  }

  @Test
  void ofJson_keepsOrderAndMembersThisLibraryDoesNotKnow() {
    JsonObject json =
        Json.object(
            "future",
            Map.of("x", 1),
            "top_p",
            1,
            "messages",
            List.of(Json.object("content", List.of(), "new", 1, "role", "alien")),
            "model",
            "m");
    assertEquals(json, ChatRequest.of(json).json());
    assertEquals(json, ChatRequest.of(json).newBuilder().build().json());
    assertEquals(
        List.of("n", "user", "future", "top_p", "messages", "model"),
        names(ChatRequest.of(json).newBuilder().endUser("u").n(1).build()));
  }

  @Test
  void additionalParameters_comeLastInTheOrderTheyWerePut_knownOnesStandInTheirPlace() {
    ChatRequest request =
        valid()
            .putAdditional("zeta", 1)
            .putAdditional("alpha", 2)
            .putAdditional("seed", 7)
            .putAdditional("functions", List.of())
            .build();
    assertEquals(
        List.of("model", "messages", "functions", "seed", "zeta", "alpha"), names(request));
    assertEquals(
        request.newBuilder().n(1).build(), request.newBuilder().putAdditional("n", 1).build());
  }

  @Test
  void putAdditional_doesNotReplaceTheMessages() {
    assertThrows(InvalidInputException.class, () -> valid().putAdditional("messages", List.of()));
  }

  @Test
  void newerParameterTwice_theLastOneCounts() {
    ChatRequest request = valid().temperature(1).temperature(0.5).build();
    assertEquals(0.5, request.temperature().orElseThrow());
    assertEquals(List.of("model", "messages", "temperature"), names(request));
  }

  @Test
  void erasableTexts_areAcceptedWhereTextsAre_butNotAsModel() {
    JsonErasableString text = JsonErasableString.owning("canary".toCharArray());
    ChatRequest request =
        ChatRequest.builder().model("m").system(text).developer(text).user(text).build();
    assertEquals(
        List.of(Optional.of(Role.SYSTEM), Optional.of(Role.DEVELOPER), Optional.of(Role.USER)),
        request.messages().stream().map(ChatMessage::role).toList());
    for (ChatMessage message : request.messages()) {
      assertEquals(Optional.of(text), message.json().get("content"));
    }
    assertEquals(request, request.newBuilder().build());
    Refused.with(
        "model: given an erasable string of 6 chars, allowed is a non-blank string",
        () -> request.newBuilder().putAdditional("model", text).build());
  }

  @Test
  void toString_showsSizesOnly() {
    assertEquals("ChatRequest[1 messages, 2 members]", valid().build().toString());
  }

  @Test
  void streamThatIsNull_isSentAsFalse() {
    JsonObject json = ChatRequest.builder().model("m").user("u").build().json();
    ChatRequest request = ChatRequest.of(json.newBuilder().put("stream", null).build());
    assertEquals(new JsonBoolean(false), request.json().get("stream").orElseThrow());
  }
}
