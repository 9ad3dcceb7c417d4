// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a request asks for beside its model and messages. Every parameter may be absent, and leaves
 * the matter to the service then; what this library does not know is found in {@link #json}.
 */
public sealed interface ChatParameters permits ChatRequest {

  /** The whole request. */
  JsonObject json();

  /** The format and the voice of an answer in sound. */
  default Optional<AudioOutput> audio() {
    return json().getObject("audio").map(AudioOutput::new);
  }

  /** How much to avoid tokens by their frequency so far, -2 to 2. */
  default OptionalDouble frequencyPenalty() {
    return json().getDouble("frequency_penalty");
  }

  /** How much likelier tokens are made, by token; without those that are no whole numbers. */
  default Map<Integer, Integer> logitBias() {
    Map<Integer, Integer> biases = new TreeMap<>();
    object(json(), "logit_bias")
        .forEach(
            (token, bias) ->
                whole(bias).ifPresent(value -> biases.put(Integer.valueOf(token), value)));
    return Collections.unmodifiableMap(biases);
  }

  /** Whether to tell how likely the tokens were. */
  default Optional<Boolean> logprobs() {
    return json().getBoolean("logprobs");
  }

  /** The largest number of tokens to generate, those of thinking included. */
  default OptionalLong maxCompletionTokens() {
    return json().getLong("max_completion_tokens");
  }

  /** The largest number of tokens to generate, as services had it before. */
  default OptionalLong maxTokens() {
    return json().getLong("max_tokens");
  }

  /** Names and values that the service keeps with the answer; without those that are erasable. */
  default Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    object(json(), "metadata")
        .forEach((name, value) -> value.asString().ifPresent(text -> metadata.put(name, text)));
    return Collections.unmodifiableMap(metadata);
  }

  /** What to answer in; empty leaves it to the model. */
  default List<String> modalities() {
    return json().getStrings("modalities");
  }

  /** How many answers to give; one where nothing is said. */
  default OptionalLong n() {
    return json().getLong("n");
  }

  /** Whether the model may ask for several calls at once. */
  default Optional<Boolean> parallelToolCalls() {
    return json().getBoolean("parallel_tool_calls");
  }

  /** What most of the answer will be. */
  default Optional<Prediction> prediction() {
    return json().getObject("prediction").map(Prediction::new);
  }

  /** How much to avoid tokens that occurred at all, -2 to 2. */
  default OptionalDouble presencePenalty() {
    return json().getDouble("presence_penalty");
  }

  /** What requests with the same beginning have in common. */
  default Optional<String> promptCacheKey() {
    return json().getString("prompt_cache_key");
  }

  /** How long the service keeps the prompt in its cache. */
  default Optional<String> promptCacheRetention() {
    return json().getString("prompt_cache_retention");
  }

  /** How long a reasoning model may think. */
  default Optional<ReasoningEffort> reasoningEffort() {
    return json().getString("reasoning_effort").map(ReasoningEffort::new);
  }

  /** The form of the answer's text. */
  default Optional<ResponseFormat> responseFormat() {
    return json().getObject("response_format").map(ResponseFormat::new);
  }

  /** The id by which the service tells abusers apart. */
  default Optional<String> safetyIdentifier() {
    return json().getString("safety_identifier");
  }

  /** The seed. */
  default OptionalLong seed() {
    return json().getLong("seed");
  }

  /** How the service schedules and bills the call. */
  default Optional<ServiceTier> serviceTier() {
    return json().getString("service_tier").map(ServiceTier::new);
  }

  /** The texts at any of which to stop; without those that are erasable. */
  default List<String> stop() {
    return json().getString("stop").map(List::of).orElseGet(() -> json().getStrings("stop"));
  }

  /** Whether the service keeps the answer. */
  default Optional<Boolean> store() {
    return json().getBoolean("store");
  }

  /** How freely to sample, 0 to 2. */
  default OptionalDouble temperature() {
    return json().getDouble("temperature");
  }

  /** Whether to call tools, and which. */
  default Optional<ToolChoice> toolChoice() {
    return json().get("tool_choice").filter(choice -> choice != JsonNull.NULL).map(ToolChoice::new);
  }

  /** The tools the model may call, in order. */
  default List<ToolDefinition> tools() {
    return json().getObjects("tools").stream().map(ToolDefinition::new).toList();
  }

  /** How many of the likeliest tokens to tell at each place. */
  default OptionalLong topLogprobs() {
    return json().getLong("top_logprobs");
  }

  /** The probability mass to sample from, 0 to 1. */
  default OptionalDouble topP() {
    return json().getDouble("top_p");
  }

  /** The opaque id of the end user; sent as {@code user}. */
  default Optional<String> endUser() {
    return json().getString("user");
  }

  /** How many words the answer should make. */
  default Optional<Verbosity> verbosity() {
    return json().getString("verbosity").map(Verbosity::new);
  }

  /** That the model searches the web, and how. */
  default Optional<WebSearchOptions> webSearchOptions() {
    return json().getObject("web_search_options").map(WebSearchOptions::new);
  }

  private static Map<String, JsonValue> object(JsonObject json, String name) {
    return json.getObject(name).map(JsonObject::members).orElse(Map.of());
  }

  private static OptionalInt whole(JsonValue value) {
    return value.asNumber().map(JsonNumber::asInt).orElse(OptionalInt.empty());
  }
}
