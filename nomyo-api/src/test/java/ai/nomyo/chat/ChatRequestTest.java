package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChatRequestTest {

  private static ChatRequest.Builder valid() {
    return ChatRequest.builder().model("m").user("canary");
  }

  private static void assertRefused(ChatRequest.Builder builder, String... parts) {
    InvalidInputException refused = assertThrows(InvalidInputException.class, builder::build);
    for (String part : parts) {
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
    assertFalse(refused.getMessage().contains("canary"), refused.getMessage());
  }

  @Test
  void everyParameter_standsInTheJsonUnderItsOpenAiName() {
    JsonObject schema = JsonObject.builder().put("type", "object").build();
    ChatRequest request =
        ChatRequest.builder()
            .model("Qwen/Qwen3-0.6B")
            .system("Be brief.")
            .user("Capital of France?")
            .temperature(0.7)
            .maxTokens(100)
            .topP(0.9)
            .frequencyPenalty(-0.5)
            .presencePenalty(0.5)
            .stop(List.of("\n", "END"))
            .n(2)
            .stream(true)
            .tools(List.of(ToolDefinition.function("f", "d", schema)))
            .toolChoice(ToolChoice.function("f"))
            .endUser("user-1")
            .putAdditional("seed", 7)
            .putAdditional("logit_bias", Map.of("50256", -100))
            .securityTier(SecurityTier.HIGH)
            .build();
    JsonObject json = request.json();
    assertEquals(
        List.of(
            "model",
            "messages",
            "frequency_penalty",
            "logit_bias",
            "max_tokens",
            "n",
            "presence_penalty",
            "seed",
            "stop",
            "stream",
            "temperature",
            "tool_choice",
            "tools",
            "top_p",
            "user"),
        List.copyOf(json.members().keySet()));
    assertEquals(new JsonBoolean(false), json.get("stream").orElseThrow());
    assertEquals(
        "f",
        request
            .json()
            .getObject("tool_choice")
            .orElseThrow()
            .getObject("function")
            .orElseThrow()
            .getString("name")
            .orElseThrow());
    assertEquals("Qwen/Qwen3-0.6B", request.model());
    assertEquals(
        List.of("system", "user"),
        request.messages().stream().map(m -> m.role().orElseThrow().value()).toList());
    assertEquals(SecurityTier.HIGH, request.securityTier().orElseThrow());
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
  void ofJson_keepsMembersThisLibraryDoesNotKnow() {
    JsonObject json =
        JsonObject.of(
            Map.of(
                "model", "m",
                "messages", List.of(Map.of("role", "alien", "content", List.of(), "new", 1)),
                "future", Map.of("x", 1)));
    assertEquals(json, ChatRequest.of(json).json());
  }

  @Test
  void missingModelOrMessages_areNamed() {
    assertRefused(ChatRequest.builder().user("canary"), "model", "nothing");
    assertRefused(ChatRequest.builder().model(" ").user("canary"), "model", "1 chars");
    assertRefused(ChatRequest.builder().model("m"), "messages", "0 elements");
    assertThrows(InvalidInputException.class, () -> ChatRequest.of(JsonObject.empty()));
  }

  static Stream<Arguments> refusedValues() {
    return Stream.of(
        Arguments.of("temperature", Arrays.asList(-0.01, 2.01, "1", true, List.of())),
        Arguments.of("top_p", Arrays.asList(-0.01, 1.01, "x")),
        Arguments.of("frequency_penalty", Arrays.asList(-2.01, 2.01)),
        Arguments.of("presence_penalty", Arrays.asList(-2.01, 2.01, 1e300)),
        Arguments.of("max_tokens", Arrays.asList(0, -1, 1.5, "7", 1L << 31)),
        Arguments.of("n", Arrays.asList(0, 129, 1.5)),
        Arguments.of("stop", Arrays.asList(1, List.of(), List.of(1), Map.of())),
        Arguments.of("tools", Arrays.asList("x", List.of("x"), Map.of())),
        Arguments.of("tool_choice", Arrays.asList(1, List.of())),
        Arguments.of("user", Arrays.asList(1, List.of("x"))),
        Arguments.of("stream", Arrays.asList("true", 1)),
        Arguments.of("model", Arrays.asList(1, null, "")),
        Arguments.of("api_key", Arrays.asList("canary", null)),
        Arguments.of("base_url", Arrays.asList("canary")),
        Arguments.of("security_tier", Arrays.asList("high")));
  }

  @ParameterizedTest
  @MethodSource("refusedValues")
  void valuesOutsideTheRules_areRefusedByName(String name, List<?> values) {
    values.forEach(value -> assertRefused(valid().putAdditional(name, value), name));
  }

  static Stream<Arguments> acceptedValues() {
    return Stream.of(
        Arguments.of("temperature", List.of(0, 2, 0.0, 2.0, 1)),
        Arguments.of("top_p", List.of(0, 1)),
        Arguments.of("frequency_penalty", List.of(-2, 2)),
        Arguments.of("presence_penalty", List.of(-2.0, 2.0)),
        Arguments.of("max_tokens", List.of(1, Integer.MAX_VALUE)),
        Arguments.of("n", List.of(1, 128)),
        Arguments.of("stop", List.of("x", List.of("x", "y"))),
        Arguments.of("tool_choice", List.of("auto", Map.of("type", "function"))));
  }

  @ParameterizedTest
  @MethodSource("acceptedValues")
  void valuesAtTheEdge_andNull_areAccepted(String name, List<?> values) {
    values.forEach(value -> assertDoesNotThrow(() -> valid().putAdditional(name, value).build()));
    ChatRequest request = valid().putAdditional(name, null).build();
    assertEquals(JsonNull.NULL, request.json().get(name).orElseThrow());
  }

  @Test
  void notANumber_isRefusedAtOnce() {
    assertThrows(InvalidInputException.class, () -> valid().temperature(Double.NaN));
    assertThrows(InvalidInputException.class, () -> valid().topP(Double.POSITIVE_INFINITY));
  }

  @Test
  void erasableTexts_areAcceptedWhereTextsAre_butNotAsModelOrRole() {
    JsonErasableString text = JsonErasableString.owning("secret".toCharArray());
    ChatRequest request =
        ChatRequest.builder().model("m").system(text).user(text).endUser("u").build();
    assertEquals(
        List.of(Optional.of(Role.SYSTEM), Optional.of(Role.USER)),
        request.messages().stream().map(ChatMessage::role).toList());
    assertEquals(Optional.of(text), request.messages().get(0).json().get("content"));
    assertEquals(Optional.empty(), request.messages().get(1).content());
    assertTrue(request.messages().get(1).toString().contains("6 chars"));
    assertEquals(request, request.newBuilder().build());
    request.newBuilder().putAdditional("stop", List.of(text)).putAdditional("user", text).build();
    assertRefused(
        request.newBuilder().putAdditional("model", text),
        "model",
        "an erasable string of 6 chars");
    assertRefused(request.newBuilder().putAdditional("tool_choice", text), "tool_choice");
  }

  @Test
  void messages_mustBeObjectsWithARole() {
    for (Object bad :
        List.of("canary", List.of("canary"), List.of(Map.of("content", "canary")), Map.of())) {
      JsonObject json = JsonObject.builder().put("model", "m").put("messages", bad).build();
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> ChatRequest.of(json));
      assertFalse(refused.getMessage().contains("canary"));
    }
    assertThrows(InvalidInputException.class, () -> valid().putAdditional("messages", List.of()));
  }

  @Test
  void toString_showsSizesOnly() {
    assertEquals("ChatRequest[1 messages, 2 members]", valid().build().toString());
    assertEquals("ChatMessage[6 chars, 2 members]", ChatMessage.user("canary").toString());
  }

  @Test
  void streamThatIsNull_isSentAsFalse() {
    JsonObject json = ChatRequest.builder().model("m").user("u").build().json();
    ChatRequest request = ChatRequest.of(json.newBuilder().put("stream", null).build());
    assertEquals(new JsonBoolean(false), request.json().get("stream").orElseThrow());
  }
}
