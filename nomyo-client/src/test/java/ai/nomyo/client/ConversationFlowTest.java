// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Conversation;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.ToolDefinition;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations over several turns, as the router sees them. */
class ConversationFlowTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureChatCompletion client = Flow.client(router).build();

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  private static ChatRequest request(Conversation conversation) {
    return ChatRequest.builder().model("m").messages(conversation.messages()).build();
  }

  private List<String> received() {
    return router.lastRequest().json().getObjects("messages").stream()
        .map(message -> message.getString("role").orElseThrow() + ": " + content(message))
        .toList();
  }

  private static String content(JsonObject message) {
    return message.getString("content").orElseThrow();
  }

  private static JsonErasableString erasable(String text) {
    return JsonErasableString.owning(text.toCharArray());
  }

  @Test
  void eachTurn_sendsWhatWasSaidBefore() {
    Conversation talk = Conversation.empty().system("Be brief.").user("one");
    talk = talk.withAnswer(client.create(request(talk))).user("two");
    ChatResponse second = client.create(request(talk));
    assertEquals(
        List.of("system: Be brief.", "user: one", "assistant: echo: one", "user: two"), received());
    assertEquals(Optional.of("echo: two"), second.firstText());
  }

  @Test
  void callsOfTools_goBackAsTheyCame() {
    Conversation talk = Conversation.empty().user("Ulm");
    ToolDefinition tool = ToolDefinition.function("f", "of a place", JsonObject.empty());
    ChatResponse called = client.create(request(talk).newBuilder().tools(List.of(tool)).build());
    talk = talk.withAnswer(called);
    String id = called.firstMessage().orElseThrow().toolCalls().get(0).id().orElseThrow();
    talk = talk.with(ChatMessage.tool(id, "rain"));
    client.create(request(talk));
    assertEquals(
        talk.messages().stream().map(ChatMessage::json).toList(),
        router.lastRequest().json().getObjects("messages"));
  }

  @Test
  void erasableTurns_areSentLikeOthers_untilTheyAreErased() {
    Conversation first = Conversation.empty().user(erasable("one"));
    Conversation second;
    try (ErasableChatResponse answer = client.createErasable(request(first))) {
      second = first.withAnswer(answer).user(erasable("two"));
    }
    client.createErasable(request(second)).close();
    assertEquals(List.of("user: one", "assistant: echo: one", "user: two"), received());
    assertEquals(15, second.chars());

    first.erase();
    assertThrows(InvalidInputException.class, () -> client.create(request(first)));
    assertThrows(InvalidInputException.class, () -> client.create(request(second)));
    assertEquals(2, router.chatCalls());
  }
}
