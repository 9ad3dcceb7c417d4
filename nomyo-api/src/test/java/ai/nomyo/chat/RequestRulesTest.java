// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a parameter may be and what not, however the request was made. */
class RequestRulesTest {

  private static final JsonErasableString ERASABLE =
      JsonErasableString.owning("canary".toCharArray());

  private static JsonObject with(String name, Object value) {
    return Json.object(
        "model",
        "m",
        "messages",
        List.of(Map.of("role", "user", "content", "canary")),
        name,
        value);
  }

  static Stream<Arguments> rules() {
    List<Object> ofTokens = Arrays.asList(0, -1, 1.5, "canary", 1L << 31, true);
    List<Object> noText = Arrays.asList(1, true, List.of("canary"), Map.of());
    List<Object> noName = Arrays.asList(1, true, List.of("canary"), Map.of(), "", " ", ERASABLE);
    List<Object> noFlag = Arrays.asList("canary", 1, List.of(), Map.of());
    List<Object> noObject = Arrays.asList("canary", 1, true, List.of());
    List<Object> noObjects = Arrays.asList("canary", 1, List.of("canary"), Map.of("canary", 1));
    return Stream.of(
        Arguments.of("audio", List.of(Map.of()), noObject),
        penalty("frequency_penalty"),
        Arguments.of(
            "function_call", List.of("none", Map.of("name", "f")), List.of(1, "", List.of())),
        Arguments.of("functions", List.of(List.of(), List.of(Map.of("name", "f"))), noObjects),
        Arguments.of(
            "logit_bias",
            List.of(Map.of(), Map.of("0", -100, "999999999", 100), Map.of("1", 0.5)),
            Arrays.asList(
                "canary",
                List.of(),
                Map.of("canary", 1),
                Map.of("", 1),
                Map.of("-1", 1),
                Map.of("1.5", 1),
                Map.of("1000000000", 1),
                Map.of("1", 100.1),
                Map.of("1", -101),
                Map.of("1", "canary"),
                Json.object("1", null))),
        Arguments.of("logprobs", List.of(true, false), noFlag),
        Arguments.of("max_completion_tokens", List.of(1, 1.0, Integer.MAX_VALUE), ofTokens),
        Arguments.of("max_tokens", List.of(1, Integer.MAX_VALUE), ofTokens),
        Arguments.of(
            "metadata",
            List.of(Map.of(), Map.of("canary", "canary"), Map.of("", ERASABLE)),
            Arrays.asList("canary", List.of(), Map.of("canary", 1), Json.object("canary", null))),
        Arguments.of(
            "modalities",
            List.of(List.of(), List.of("smell")),
            List.of("canary", List.of(1), List.of(" "), Map.of())),
        Arguments.of("moderation", List.of(Map.of()), noObject),
        Arguments.of("n", List.of(1, 128), List.of(0, 129, 1.5, "canary")),
        Arguments.of("parallel_tool_calls", List.of(true, false), noFlag),
        Arguments.of("prediction", List.of(Map.of()), noObject),
        penalty("presence_penalty"),
        Arguments.of("prompt_cache_key", List.of("", "k", ERASABLE), noText),
        Arguments.of("prompt_cache_options", List.of(Map.of()), noObject),
        Arguments.of("prompt_cache_retention", List.of("for ever"), noName),
        Arguments.of("reasoning_effort", List.of("enormous"), noName),
        Arguments.of("response_format", List.of(Map.of("type", "of tomorrow")), noObject),
        Arguments.of("safety_identifier", List.of("", "s", ERASABLE), noText),
        Arguments.of(
            "seed",
            List.of(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE),
            List.of("canary", 0.5, new JsonNumber("9223372036854775808"))),
        Arguments.of("service_tier", List.of("of tomorrow"), noName),
        Arguments.of(
            "stop",
            List.of("", "x", ERASABLE, List.of("x", ERASABLE), List.of("1", "2", "3", "4", "5")),
            Arrays.asList(1, List.of(), List.of(1), Map.of(), Arrays.asList("canary", null))),
        Arguments.of("store", List.of(true, false), noFlag),
        Arguments.of("stream", List.of(true, false), noFlag),
        Arguments.of(
            "stream_options", List.of(), List.of(Map.of(), Map.of("canary", true), "canary")),
        Arguments.of(
            "temperature", List.of(0, 2, 0.0, 2.0, 1), List.of(-0.01, 2.01, "1", true, List.of())),
        Arguments.of(
            "tool_choice",
            List.of("auto", "of tomorrow", Map.of("type", "function")),
            List.of(1, List.of(), "", ERASABLE)),
        Arguments.of("tools", List.of(List.of(), List.of(Map.of("type", "x"))), noObjects),
        Arguments.of("top_logprobs", List.of(0, 20), List.of(-1, 21, 0.5, "canary")),
        Arguments.of("top_p", List.of(0, 1), List.of(-0.01, 1.01, "x")),
        Arguments.of("user", List.of("", "u", ERASABLE), noText),
        Arguments.of("verbosity", List.of("endless"), noName),
        Arguments.of("web_search_options", List.of(Map.of()), noObject));
  }

  private static Arguments penalty(String name) {
    return Arguments.of(name, List.of(-2, 2, -2.0, 0), List.of(-2.01, 2.01, "canary", 1e300));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void valuesAtTheEdge_andNull_areAccepted(String name, List<?> accepted, List<?> refused) {
    for (Object value : accepted) {
      Object sent = name.equals("stream") ? false : value;
      assertEquals(with(name, sent), ChatRequest.of(with(name, value)).json());
    }
    JsonValue kept = name.equals("stream") ? new JsonBoolean(false) : JsonNull.NULL;
    assertEquals(Optional.of(kept), ChatRequest.of(with(name, null)).json().get(name));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void valuesBeyondIt_areRefusedByName(String name, List<?> accepted, List<?> refused) {
    refused.forEach(value -> Refused.at(name, () -> ChatRequest.of(with(name, value))));
  }

  @Test
  void refusal_saysWhatWasGivenAndWhatIsAllowed() {
    Refused.with(
        "temperature: given 2.5, allowed is 0 to 2",
        () -> ChatRequest.builder().model("m").user("canary").temperature(2.5).build());
    Refused.with(
        "n: given a long number, allowed is a whole number from 1 to 128",
        () -> ChatRequest.of(with("n", new JsonNumber("1".repeat(33)))));
    Refused.with(
        "metadata: given an object of 1 members, allowed is an object of strings",
        () -> ChatRequest.of(with("metadata", Map.of("canary", List.of("canary")))));
    Refused.with(
        "stop: given an array of 0 elements, allowed is a string or a non-empty array of strings",
        () -> ChatRequest.of(with("stop", List.of())));
    Refused.with(
        "logprobs: given a string of 6 chars, allowed is true or false",
        () -> ChatRequest.of(with("logprobs", "canary")));
    Refused.with("user: given true, allowed is a string", () -> ChatRequest.of(with("user", true)));
  }

  @Test
  void responseFormat_hasAType() {
    Refused.with(
        "response_format.type: given nothing, allowed is a non-blank string",
        () -> ChatRequest.of(with("response_format", Map.of("canary", 1))));
    Refused.at(
        "response_format.type", () -> ChatRequest.of(with("response_format", Map.of("type", " "))));
  }

  @Test
  void streamOptions_wouldBeLostOrRefusedByTheServer_soTheyAreRefusedHere() {
    Refused.with(
        "stream_options: given an object of 1 members,"
            + " allowed is null or nothing, as there is no streaming",
        () -> ChatRequest.of(with("stream_options", Map.of("include_usage", true))));
    assertEquals(with("stream_options", null), ChatRequest.of(with("stream_options", null)).json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"api_key", "base_url", "security_tier"})
  void whatNeverIsEncryptedWithTheRequest_isRefused_evenNull(String name) {
    for (Object value : Arrays.asList("canary", null)) {
      Refused.at(name, () -> ChatRequest.of(with(name, value)));
    }
  }

  @Test
  void model_isANonBlankString() {
    Refused.with(
        "model: given nothing, allowed is a non-blank string",
        () -> ChatRequest.builder().user("canary").build());
    for (Object model : Arrays.asList(" ", null, 1, ERASABLE)) {
      Refused.at("model", () -> ChatRequest.of(with("model", model)));
    }
  }

  @Test
  void membersThatAreNotKnown_areNotLookedAt() {
    for (Object value : Arrays.asList(null, "", 1e300, List.of(List.of()), Map.of("x", ERASABLE))) {
      assertEquals(with("future", value), ChatRequest.of(with("future", value)).json());
    }
  }
}
