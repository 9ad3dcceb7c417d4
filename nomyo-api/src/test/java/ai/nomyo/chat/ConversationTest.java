// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConversationTest {

  private static final Conversation HELLO = Conversation.empty().system("Be brief.").user("Hi");

  @SafeVarargs
  private static ChatResponse answer(Map<String, ?>... messages) {
    List<Map<String, ?>> choices = new ArrayList<>();
    for (Map<String, ?> message : messages) {
      choices.add(Map.of("message", message));
    }
    return ChatResponse.of(JsonObject.of(Map.of("choices", choices)), "{}");
  }

  private static JsonErasableString erasable(String text) {
    return JsonErasableString.owning(text.toCharArray());
  }

  private static void assertErased(JsonErasableString text) {
    assertThrows(InvalidInputException.class, () -> text.lend(chars -> {}));
  }

  /** What a client lends until it is closed. */
  private record Lent(ChatResponse outline, @Nullable CharBuffer first)
      implements ErasableChatResponse {

    @Override
    public Optional<CharBuffer> text(int choice) {
      return Optional.ofNullable(first).filter(some -> choice == 0);
    }

    @Override
    public ByteBuffer utf8() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      Arrays.fill(first.array(), '\0');
    }
  }

  @Test
  void messages_standInTheirOrder() {
    assertEquals(
        List.of(ChatMessage.system("Be brief."), ChatMessage.user("Hi")), HELLO.messages());
    assertEquals(List.of(), Conversation.empty().messages());
  }

  @Test
  void adding_leavesWhatWasThere() {
    Conversation longer = HELLO.with(ChatMessage.assistant("Hello!"));
    assertEquals(2, HELLO.size());
    assertEquals(3, longer.size());
    assertEquals(HELLO.messages(), longer.messages().subList(0, 2));
    assertThrows(UnsupportedOperationException.class, () -> longer.messages().clear());
  }

  @Test
  void listItWasMadeOf_mayChange() {
    List<ChatMessage> messages = new ArrayList<>(HELLO.messages());
    Conversation conversation = Conversation.of(messages);
    messages.clear();
    assertEquals(HELLO, conversation);
  }

  @Test
  void requestTakesTheMessages() {
    ChatRequest request = ChatRequest.builder().model("m").messages(HELLO.messages()).build();
    assertEquals(HELLO, Conversation.of(request.messages()));
  }

  @Test
  void answer_isTheFirstChoicesMessage_asItCame() {
    Map<String, ?> first =
        Map.of("role", "assistant", "content", "Hello!", "x_unknown", Map.of("a", 1));
    Conversation longer =
        HELLO.withAnswer(answer(first, Map.of("role", "assistant", "content", "2")));
    assertEquals(JsonObject.of(first), longer.messages().get(2).json());
    assertEquals(3, longer.size());
  }

  @Test
  void answerWithoutAMessage_isRefused() {
    ChatResponse empty = ChatResponse.of(JsonObject.empty(), "{}");
    ChatResponse choiceOnly =
        ChatResponse.of(JsonObject.of(Map.of("choices", List.of(Map.of("index", 0)))), "{}");
    for (ChatResponse unfit : List.of(empty, choiceOnly)) {
      assertEquals(
          "answer: given one without a message, allowed is one with a message in its first choice",
          assertThrows(InvalidInputException.class, () -> HELLO.withAnswer(unfit)).getMessage());
    }
  }

  @Test
  void chars_areThoseOfAllTexts_inPartsAndErasableOnesToo() {
    ChatMessage parts =
        new ChatMessage(
            JsonObject.of(
                Map.of(
                    "role",
                    "user",
                    "content",
                    List.of(
                        Map.of("type", "text", "text", "😀!"),
                        Map.of("type", "text", "text", erasable("1234")),
                        Map.of("type", "image_url", "image_url", Map.of("url", "data:abc")),
                        "stray"))));
    ChatMessage toolCalls =
        new ChatMessage(JsonObject.of(Map.of("role", "assistant", "tool_calls", List.of())));
    Conversation all = HELLO.user(erasable("12345")).with(parts).with(toolCalls);
    assertEquals(9 + 2 + 5 + 3 + 4, all.chars());
    all.erase();
    assertEquals(9 + 2 + 5 + 3 + 4, all.chars());
    assertEquals(0, Conversation.empty().chars());
  }

  @Test
  void equality_isThatOfTheMessages() {
    assertEquals(HELLO, Conversation.of(HELLO.messages()));
    assertEquals(HELLO.hashCode(), Conversation.of(HELLO.messages()).hashCode());
    assertNotEquals(HELLO, HELLO.user("more"));
    assertNotEquals(HELLO, HELLO.messages());
  }

  @Test
  void conversation_showsSizesOnly() {
    assertEquals("Conversation[2 messages, 11 chars]", HELLO.toString());
  }

  @Nested
  class Erasing {

    @Test
    void erasesEveryErasableText_whereverItIs() {
      JsonErasableString system = erasable("secret");
      JsonErasableString user = erasable("secret");
      JsonErasableString part = erasable("secret");
      JsonErasableString deep = erasable("secret");
      Conversation conversation =
          Conversation.empty()
              .system(system)
              .user(user)
              .with(
                  new ChatMessage(
                      JsonObject.of(
                          Map.of(
                              "role",
                              "user",
                              "content",
                              List.of(Map.of("type", "text", "text", part)),
                              "x",
                              Map.of("y", List.of(List.of(deep)))))));
      conversation.erase();
      List.of(system, user, part, deep).forEach(ConversationTest::assertErased);
      conversation.erase();
    }

    @Test
    void reachesAllThatShareTheMessage_andNoOthers() {
      JsonErasableString shared = erasable("shared");
      JsonErasableString later = erasable("later");
      Conversation before = HELLO.user(shared);
      Conversation after = before.user(later);
      before.erase();
      assertErased(shared);
      later.lend(chars -> assertEquals("later", new String(chars)));
      assertEquals(4, after.size());
    }

    @Test
    void leavesStringsAlone() {
      HELLO.erase();
      assertEquals(Optional.of("Hi"), HELLO.messages().get(1).content());
    }
  }

  @Nested
  class ErasableAnswers {

    private final CharBuffer text = CharBuffer.wrap("secret".toCharArray());
    private final Lent lent =
        new Lent(answer(Map.of("role", "model"), Map.of("role", "other")), text);

    private JsonErasableString content(Conversation conversation) {
      List<ChatMessage> messages = conversation.messages();
      JsonObject last = messages.get(messages.size() - 1).json();
      return (JsonErasableString) last.get("content").orElseThrow();
    }

    @Test
    void text_isCopied_andErasedWithTheConversation() {
      Conversation longer = HELLO.withAnswer(lent);
      lent.close();
      JsonErasableString copy = content(longer);
      copy.lend(chars -> assertEquals("secret", new String(chars)));
      longer.erase();
      assertErased(copy);
    }

    @Test
    void role_isTheAnswers_orTheAssistants() {
      JsonObject named = HELLO.withAnswer(lent).messages().get(2).json();
      assertEquals(List.of("role", "content"), List.copyOf(named.members().keySet()));
      assertEquals(Optional.of("model"), named.getString("role"));
      Lent nameless = new Lent(ChatResponse.of(JsonObject.empty(), "{}"), text);
      assertEquals(
          Optional.of("assistant"),
          HELLO.withAnswer(nameless).messages().get(2).json().getString("role"));
    }

    @Test
    void lentBuffer_isLeftAsItWas() {
      HELLO.withAnswer(lent);
      assertEquals(6, lent.firstText().orElseThrow().remaining());
    }

    @Test
    void answerWithoutAText_isRefused() {
      Lent toolCalls = new Lent(answer(Map.of("role", "assistant")), null);
      String message =
          assertThrows(InvalidInputException.class, () -> HELLO.withAnswer(toolCalls)).getMessage();
      assertTrue(message.startsWith("answer: given one without a text"), message);
    }
  }
}
