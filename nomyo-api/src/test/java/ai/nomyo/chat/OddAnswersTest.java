// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service sends, no accessor throws, and the JSON stays as it came. */
class OddAnswersTest {

  private static final List<String> NAMES =
      List.of(
          "id",
          "object",
          "created",
          "model",
          "choices",
          "usage",
          "_metadata",
          "service_tier",
          "system_fingerprint",
          "index",
          "message",
          "finish_reason",
          "logprobs",
          "role",
          "content",
          "name",
          "refusal",
          "reasoning",
          "reasoning_content",
          "tool_calls",
          "tool_call_id",
          "audio",
          "annotations",
          "type",
          "function",
          "custom",
          "arguments",
          "input",
          "data",
          "expires_at",
          "transcript",
          "url_citation",
          "url",
          "title",
          "start_index",
          "end_index",
          "token",
          "logprob",
          "bytes",
          "top_logprobs",
          "prompt_tokens_details",
          "cached_tokens",
          "text",
          "image_url",
          "input_audio",
          "file",
          "allowed_tools",
          "tools",
          "grammar",
          "json_schema",
          "schema",
          "strict",
          "format",
          "user_location",
          "approximate",
          "voice",
          "completion_tokens_details",
          "prompt_tokens",
          "processed_at",
          "payload_id");

  /** The kinds of values, and objects and arrays of them to find further inside. */
  static Stream<Object> odd() {
    List<Object> kinds =
        Arrays.asList(
            null,
            true,
            "",
            "canary",
            -1,
            0.5,
            new JsonNumber("1e999"),
            JsonErasableString.owning("canary".toCharArray()),
            List.of(),
            Map.of());
    return kinds.stream()
        .flatMap(
            kind -> {
              JsonObject inner = filledWith(kind);
              return Stream.of(
                  filledWith(kind),
                  filledWith(Arrays.asList(kind, kind)),
                  filledWith(inner),
                  filledWith(List.of(inner)),
                  filledWith(List.of(filledWith(inner))),
                  filledWith(filledWith(List.of(inner))));
            });
  }

  private static JsonObject filledWith(Object value) {
    JsonObject.Builder object = JsonObject.builder();
    NAMES.forEach(name -> object.put(name, value));
    return object.build();
  }

  private static Stream<Object> views(JsonObject json) {
    return Stream.of(
        ChatResponse.of(json, "canary"),
        new Choice(json),
        new ChatMessage(json),
        new ContentPart(json),
        new ToolCall(json),
        new ToolDefinition(json),
        new ToolInputFormat(json),
        new ToolChoice(json),
        new ResponseFormat(json),
        new AudioOutput(json),
        new Prediction(json),
        new WebSearchOptions(json),
        new MessageAudio(json),
        new Annotation(json),
        new UrlCitation(json),
        new LogProbs(json),
        new TokenLogProb(json),
        new Usage(json),
        new TokenDetails(json),
        new ResponseMetadata(json));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void noAccessorThrows(JsonObject json) throws ReflectiveOperationException {
    Set<Object> asked = new HashSet<>();
    for (Object view : views(json).toList()) {
      ask(view, asked);
    }
    assertTrue(asked.size() >= 20);
  }

  private static void ask(Object view, Set<Object> asked) throws ReflectiveOperationException {
    if (!asked.add(view)) {
      return;
    }
    assertFalse(view.toString().contains("canary"), view.getClass().getName());
    for (Method method : view.getClass().getDeclaredMethods()) {
      if (isAccessor(method)) {
        for (Object answer : answers(method.invoke(view))) {
          ask(answer, asked);
        }
      }
    }
  }

  private static boolean isAccessor(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && method.getParameterCount() == 0
        && !Set.of("newBuilder", "hashCode", "toString", "json").contains(method.getName());
  }

  /** The views in an answer. */
  private static List<?> answers(Object answer) {
    Collection<?> all =
        answer instanceof Optional<?> optional
            ? optional.stream().toList()
            : answer instanceof Collection<?> collection ? collection : List.of(answer);
    return all.stream()
        .filter(value -> value.getClass().getPackageName().equals("ai.nomyo.chat"))
        .filter(
            value ->
                Stream.of(value.getClass().getMethods()).anyMatch(m -> m.getName().equals("json")))
        .toList();
  }

  @Test
  void unknownMembersAndValues_stayAsTheyCame() {
    JsonObject json = Json.object("future", 1, "choices", List.of(Json.object("new", List.of(2))));
    ChatResponse response = ChatResponse.of(json, "{...}");
    assertEquals(json, response.json());
    assertEquals(json.getObjects("choices").get(0), response.choices().get(0).json());
    assertEquals("{...}", response.toJson());
  }
}
