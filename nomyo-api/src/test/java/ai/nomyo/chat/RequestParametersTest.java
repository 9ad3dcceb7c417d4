// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each parameter: the method, what stands in the JSON, what the accessor says, also of nothing. */
class RequestParametersTest {

  private record Parameter(
      String name,
      UnaryOperator<ChatRequest.Builder> set,
      Object json,
      Function<ChatRequest, Object> get,
      Object got,
      Object absent) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final JsonObject SCHEMA = Json.object("type", "object");
  private static final ToolDefinition TOOL = ToolDefinition.function("f", "d", SCHEMA);

  private static <T> Parameter optional(
      String name,
      UnaryOperator<ChatRequest.Builder> set,
      Object json,
      Function<ChatRequest, Object> get,
      T got) {
    return new Parameter(name, set, json, get, Optional.of(got), Optional.empty());
  }

  private static Parameter number(
      String name,
      UnaryOperator<ChatRequest.Builder> set,
      double json,
      Function<ChatRequest, Object> get) {
    return new Parameter(name, set, json, get, OptionalDouble.of(json), OptionalDouble.empty());
  }

  private static Parameter integer(
      String name,
      UnaryOperator<ChatRequest.Builder> set,
      long json,
      Function<ChatRequest, Object> get) {
    return new Parameter(name, set, json, get, OptionalLong.of(json), OptionalLong.empty());
  }

  private static Stream<Parameter> numbers() {
    return Stream.of(
        number("frequency_penalty", b -> b.frequencyPenalty(-0.5), -0.5, r -> r.frequencyPenalty()),
        integer(
            "max_completion_tokens",
            b -> b.maxCompletionTokens(9),
            9,
            r -> r.maxCompletionTokens()),
        integer("max_tokens", b -> b.maxTokens(8), 8, r -> r.maxTokens()),
        integer("n", b -> b.n(2), 2, r -> r.n()),
        number("presence_penalty", b -> b.presencePenalty(1), 1, r -> r.presencePenalty()),
        integer("seed", b -> b.seed(Long.MIN_VALUE), Long.MIN_VALUE, r -> r.seed()),
        number("temperature", b -> b.temperature(0.7), 0.7, r -> r.temperature()),
        integer("top_logprobs", b -> b.topLogprobs(3), 3, r -> r.topLogprobs()),
        number("top_p", b -> b.topP(0.9), 0.9, r -> r.topP()));
  }

  private static Stream<Parameter> namesAndFlags() {
    return Stream.of(
        optional("logprobs", b -> b.logprobs(true), true, r -> r.logprobs(), true),
        optional(
            "parallel_tool_calls",
            b -> b.parallelToolCalls(false),
            false,
            r -> r.parallelToolCalls(),
            false),
        optional("prompt_cache_key", b -> b.promptCacheKey("k"), "k", r -> r.promptCacheKey(), "k"),
        optional(
            "prompt_cache_retention",
            b -> b.promptCacheRetention("24h"),
            "24h",
            r -> r.promptCacheRetention(),
            "24h"),
        optional(
            "reasoning_effort",
            b -> b.reasoningEffort(ReasoningEffort.XHIGH),
            "xhigh",
            r -> r.reasoningEffort(),
            ReasoningEffort.XHIGH),
        optional(
            "safety_identifier", b -> b.safetyIdentifier("s"), "s", r -> r.safetyIdentifier(), "s"),
        optional(
            "service_tier",
            b -> b.serviceTier(new ServiceTier("of tomorrow")),
            "of tomorrow",
            r -> r.serviceTier(),
            new ServiceTier("of tomorrow")),
        optional("store", b -> b.store(true), true, r -> r.store(), true),
        optional("user", b -> b.endUser("u"), "u", r -> r.endUser(), "u"),
        optional(
            "verbosity",
            b -> b.verbosity(Verbosity.LOW),
            "low",
            r -> r.verbosity(),
            Verbosity.LOW));
  }

  private static Stream<Parameter> structures() {
    AudioOutput audio = AudioOutput.of("wav", "alloy");
    Prediction prediction = Prediction.content("same");
    ResponseFormat format = ResponseFormat.jsonSchema("s", SCHEMA);
    WebSearchOptions search = WebSearchOptions.builder().city("Ulm").build();
    return Stream.of(
        optional("audio", b -> b.audio(audio), audio.json(), r -> r.audio(), audio),
        optional(
            "prediction",
            b -> b.prediction(prediction),
            prediction.json(),
            r -> r.prediction(),
            prediction),
        optional(
            "response_format",
            b -> b.responseFormat(format),
            format.json(),
            r -> r.responseFormat(),
            format),
        optional(
            "tool_choice",
            b -> b.toolChoice(ToolChoice.REQUIRED),
            "required",
            r -> r.toolChoice(),
            ToolChoice.REQUIRED),
        optional(
            "web_search_options",
            b -> b.webSearchOptions(search),
            search.json(),
            r -> r.webSearchOptions(),
            search));
  }

  private static Stream<Parameter> collections() {
    Map<Integer, Integer> biases = Map.of(50256, -100, 7, 100, 11, 0);
    return Stream.of(
        new Parameter(
            "logit_bias",
            b -> b.logitBias(biases),
            Json.object("7", 100, "11", 0, "50256", -100),
            r -> r.logitBias(),
            biases,
            Map.of()),
        new Parameter(
            "metadata",
            b -> b.metadata(Map.of("b", "2", "a", "1")),
            Json.object("a", "1", "b", "2"),
            r -> r.metadata(),
            Map.of("a", "1", "b", "2"),
            Map.of()),
        new Parameter(
            "modalities",
            b -> b.modalities(List.of("text", "audio")),
            List.of("text", "audio"),
            r -> r.modalities(),
            List.of("text", "audio"),
            List.of()),
        new Parameter(
            "stop",
            b -> b.stop(List.of("\n", "END")),
            List.of("\n", "END"),
            r -> r.stop(),
            List.of("\n", "END"),
            List.of()),
        new Parameter("stop", b -> b.stop("END"), "END", r -> r.stop(), List.of("END"), List.of()),
        new Parameter(
            "tools",
            b -> b.tools(List.of(TOOL)),
            List.of(TOOL.json()),
            r -> r.tools(),
            List.of(TOOL),
            List.of()));
  }

  static Stream<Parameter> parameters() {
    return Stream.of(numbers(), namesAndFlags(), structures(), collections())
        .flatMap(Function.identity());
  }

  private static ChatRequest.Builder valid() {
    return ChatRequest.builder().model("m").user("canary");
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void parameter_standsInTheJson_andIsReadFromIt(Parameter parameter) {
    ChatRequest request = parameter.set().apply(valid()).build();
    JsonObject expected =
        valid().build().json().newBuilder().put(parameter.name(), parameter.json()).build();
    assertEquals(expected, request.json());
    assertEquals(parameter.got(), parameter.get().apply(request));
    assertEquals(parameter.got(), parameter.get().apply(ChatRequest.of(expected)));
    assertEquals(parameter.absent(), parameter.get().apply(valid().build()));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void parameterThatIsNull_readsAsAbsent_andStays(Parameter parameter) {
    ChatRequest request = valid().putAdditional(parameter.name(), null).build();
    assertTrue(request.json().get(parameter.name()).isPresent());
    assertEquals(parameter.absent(), parameter.get().apply(request));
  }

  @Test
  void orderOfCalls_doesNotMatter() {
    List<Parameter> all = new ArrayList<>(parameters().skip(0).toList());
    all.removeIf(parameter -> parameter.name().equals("stop"));
    ChatRequest expected = built(all);
    List<String> names = List.copyOf(expected.json().members().keySet());
    assertEquals(List.of("model", "messages", "audio"), names.subList(0, 3));
    assertEquals(
        names.subList(2, names.size()).stream().sorted().toList(), names.subList(2, names.size()));
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      Collections.shuffle(all, random);
      assertEquals(expected, built(all));
      assertEquals(expected, built(all.subList(0, 9), all.subList(9, all.size())));
    }
  }

  private static ChatRequest built(List<Parameter> first, List<Parameter> then) {
    ChatRequest.Builder builder = built(first).newBuilder();
    for (Parameter parameter : then) {
      builder = parameter.set().apply(builder);
    }
    return builder.build();
  }

  private static ChatRequest built(List<Parameter> parameters) {
    ChatRequest.Builder builder = ChatRequest.builder();
    for (Parameter parameter : parameters) {
      builder = parameter.set().apply(builder);
    }
    return builder.user("canary").model("m").build();
  }

  @Test
  void equalMaps_areSentInOneOrder() {
    Map<String, String> ordered = new LinkedHashMap<>();
    ordered.put("z", "1");
    ordered.put("a", "2");
    Map<Integer, Integer> biases = new LinkedHashMap<>();
    biases.put(200, 1);
    biases.put(9, 1);
    assertEquals(
        valid().metadata(ordered).logitBias(biases).build(),
        valid().logitBias(new HashMap<>(biases)).metadata(new HashMap<>(ordered)).build());
  }

  @Test
  void numbers_keepTheFormTheyWereGivenIn() {
    assertEquals(
        Optional.of(JsonValue.of(1.0)), valid().temperature(1).build().json().get("temperature"));
    ChatRequest whole = ChatRequest.of(valid().putAdditional("temperature", 1).build().json());
    assertEquals(
        Optional.of(JsonValue.of(1)), whole.newBuilder().build().json().get("temperature"));
    assertEquals(OptionalDouble.of(1), whole.temperature());
    assertEquals(OptionalLong.of(7), valid().putAdditional("max_tokens", 7.0).build().maxTokens());
  }

  @Test
  void notANumber_isRefusedAtOnce() {
    assertThrows(InvalidInputException.class, () -> valid().temperature(Double.NaN));
    assertThrows(InvalidInputException.class, () -> valid().topP(Double.POSITIVE_INFINITY));
  }

  @Test
  void whatAnAccessorCannotSay_isLeftOutThere_andStays() {
    JsonErasableString secret = JsonErasableString.owning("canary".toCharArray());
    ChatRequest request =
        valid()
            .putAdditional("logit_bias", Json.object("1", 0.5, "2", 3))
            .putAdditional("metadata", Json.object("a", secret, "b", "x"))
            .putAdditional("stop", List.of(secret, "y"))
            .build();
    assertEquals(Map.of(2, 3), request.logitBias());
    assertEquals(Map.of("b", "x"), request.metadata());
    assertEquals(List.of("y"), request.stop());
    assertEquals(request, request.newBuilder().build());
    assertEquals(Optional.of(secret), request.json().getObject("metadata").orElseThrow().get("a"));
    assertThrows(UnsupportedOperationException.class, () -> request.metadata().clear());
    assertThrows(UnsupportedOperationException.class, () -> request.logitBias().clear());
  }

  @Test
  void stream_isAlwaysSentAsFalse() {
    for (boolean asked : List.of(true, false)) {
      JsonObject json = valid().temperature(1).stream(asked).build().json();
      assertEquals(Optional.of(false), json.getBoolean("stream"));
      assertEquals(
          List.of("model", "messages", "stream", "temperature"),
          List.copyOf(json.members().keySet()));
    }
    assertEquals(Optional.empty(), valid().build().json().get("stream"));
  }
}
