// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.FakeRouter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a router with the other cipher, in both pairings: each text comes and goes as it is. */
class UnicodeFlowTest {

  /** By what is special about them. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "emoji with joiners", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿",
          "right to left", "שלום \u202eمرحبا\u202c",
          "line and paragraph separator", "a\u2028b\u2029c",
          "NUL and other controls", "\0a\u0001\u001f\u007f\u0085\b\f\n\r\t",
          "astral", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢\udbff\udfff",
          "lone high surrogate", "a\ud800b",
          "lone low surrogate", "\udc00",
          "surrogates in the wrong order", "\udc00\ud800",
          "quotes and slashes", "\"\\/</script>'`",
          "byte order mark and noncharacters", "\ufeff\ufffe\uffff");

  @ParameterizedTest
  @CsvSource({"jdk, bc", "bc, jdk"})
  void promptAndAnswer_arriveUnchanged(String client, String routers) {
    try (FakeRouter router = FakeRouter.start(Backends.named(routers).cipher());
        SecureChatCompletion chat = Flow.client(router).backend(client).build()) {
      for (String text : TEXTS.values()) {
        assertRoundTrip(text, router, chat);
      }
      assertEquals(List.of(), router.violations());
    }
  }

  /** As a content and as a member, in one request for speed. A name needs whole characters. */
  private static void assertRoundTrip(String text, FakeRouter router, SecureChatCompletion chat) {
    String name = text.replaceAll("[\\ud800-\\udfff]", "");
    JsonObject named = JsonObject.builder().put(name, text).build();
    router.answerWith(
        request -> Answer.text(text).to(request).newBuilder().put("x_echo", named).build());
    ChatResponse response =
        chat.create(Flow.asking(text).newBuilder().putAdditional("x_named", named).build());
    JsonObject received = router.lastRequest().json();
    assertEquals(Optional.of(text), received.getObjects("messages").get(0).getString("content"));
    assertEquals(Optional.of(named), received.getObject("x_named"));
    assertEquals(Optional.of(text), response.firstText());
    assertEquals(Optional.of(named), response.json().getObject("x_echo"));
    assertEquals(response.json(), Nomyo.json().read(response.toJson()));
  }
}
