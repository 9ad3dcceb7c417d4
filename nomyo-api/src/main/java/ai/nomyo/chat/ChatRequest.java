// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A chat-completion request: the JSON that is encrypted, and the tier it asks for. Immutable, but
 * that erasable content can be erased; safe for use by many threads.
 *
 * <p>Checked when built: a model, at least one message, known parameters within their ranges.
 * Parameters this library does not know pass through untouched. There is no streaming: {@code
 * stream} may be set, and is always sent as false.
 */
public final class ChatRequest implements ChatParameters {

  private final JsonObject json;
  private final @Nullable SecurityTier securityTier;

  private ChatRequest(JsonObject json, @Nullable SecurityTier securityTier) {
    this.json = RequestRules.checked(json);
    this.securityTier = securityTier;
  }

  /** A builder without anything so far. */
  public static Builder builder() {
    return new Builder(JsonObject.empty(), List.of(), null);
  }

  /**
   * The request with this JSON.
   *
   * @throws InvalidInputException if it lacks a model or messages, a known parameter is out of its
   *     range, or it has a member that must never be encrypted with the request ({@code api_key},
   *     {@code base_url}, {@code security_tier}; see {@link ChatCall} for those)
   */
  public static ChatRequest of(JsonObject json) {
    return new ChatRequest(json, null);
  }

  /** A builder that starts with this request. */
  public Builder newBuilder() {
    return new Builder(
        json,
        json.get("messages").flatMap(JsonValue::asArray).orElseThrow().elements(),
        securityTier);
  }

  /** The JSON that is encrypted and sent, {@code stream} already false. */
  @Override
  public JsonObject json() {
    return json;
  }

  /** The model. */
  public String model() {
    return json.getString("model").orElseThrow();
  }

  /** The messages in order. */
  public List<ChatMessage> messages() {
    return json.getObjects("messages").stream().map(ChatMessage::new).toList();
  }

  /** The tier asked for; empty leaves it to the router. */
  public Optional<SecurityTier> securityTier() {
    return Optional.ofNullable(securityTier);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatRequest that
        && json.equals(that.json)
        && securityTier == that.securityTier;
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "ChatRequest["
        + json.getObjects("messages").size()
        + " messages, "
        + json.members().size()
        + " members]";
  }

  /**
   * Collects a request's parts. The order of calls does not matter, but that messages keep theirs
   * and that additional parameters this library does not know come last, in the order they were
   * put: so equal requests are equal byte for byte. Not safe for use by many threads.
   */
  public static final class Builder {

    private final JsonObject base;
    private final JsonObject.Builder json;
    private final List<JsonValue> messages;
    private @Nullable SecurityTier securityTier;

    private Builder(
        JsonObject base, List<JsonValue> messages, @Nullable SecurityTier securityTier) {
      this.base = base;
      this.json = base.newBuilder();
      this.messages = new ArrayList<>(messages);
      this.securityTier = securityTier;
    }

    /** The model, such as {@code Qwen/Qwen3-0.6B}. Required. */
    public Builder model(String model) {
      return put("model", model);
    }

    /** Adds a message. At least one is required. */
    public Builder message(ChatMessage message) {
      messages.add(message.json());
      return this;
    }

    /** Adds messages. */
    public Builder messages(List<ChatMessage> added) {
      added.forEach(this::message);
      return this;
    }

    /** Adds a system message. */
    public Builder system(String content) {
      return message(ChatMessage.system(content));
    }

    /** As {@link #system(String)}, with content that can be erased; closed by the caller. */
    public Builder system(JsonErasableString content) {
      return message(ChatMessage.system(content));
    }

    /** Adds a developer message, for the models that know {@link Role#DEVELOPER}. */
    public Builder developer(String content) {
      return message(ChatMessage.developer(content));
    }

    /** As {@link #developer(String)}, with content that can be erased; closed by the caller. */
    public Builder developer(JsonErasableString content) {
      return message(ChatMessage.developer(content));
    }

    /** Adds a user message. */
    public Builder user(String content) {
      return message(ChatMessage.user(content));
    }

    /** As {@link #user(String)}, with content that can be erased; closed by the caller. */
    public Builder user(JsonErasableString content) {
      return message(ChatMessage.user(content));
    }

    /**
     * Adds a user message of several parts.
     *
     * @throws InvalidInputException if there are none
     */
    public Builder user(ContentPart... parts) {
      return message(ChatMessage.user(parts));
    }

    /** Adds what the model said, or might have said as an example. */
    public Builder assistant(String content) {
      return message(ChatMessage.assistant(content));
    }

    /**
     * The format and the voice of an answer in sound; wants {@code audio} among the {@link
     * #modalities}.
     */
    public Builder audio(AudioOutput audio) {
      return put("audio", audio.json());
    }

    /** How much to avoid tokens by their frequency so far, -2 to 2. */
    public Builder frequencyPenalty(double frequencyPenalty) {
      return put("frequency_penalty", frequencyPenalty);
    }

    /**
     * How much likelier to make tokens, -100 to 100 by the tokenizer's number of the token; sent in
     * the order of these numbers.
     */
    public Builder logitBias(Map<Integer, Integer> biases) {
      JsonObject.Builder byToken = JsonObject.builder();
      new TreeMap<>(biases).forEach((token, bias) -> byToken.put(token.toString(), bias));
      return put("logit_bias", byToken.build());
    }

    /** Whether to tell how likely the tokens were (see {@link Choice#logprobs}). */
    public Builder logprobs(boolean logprobs) {
      return put("logprobs", logprobs);
    }

    /** The largest number of tokens to generate, those of thinking included, 1 or more. */
    public Builder maxCompletionTokens(int maxCompletionTokens) {
      return put("max_completion_tokens", maxCompletionTokens);
    }

    /**
     * The largest number of tokens to generate, 1 or more; what services had before {@link
     * #maxCompletionTokens}.
     */
    public Builder maxTokens(int maxTokens) {
      return put("max_tokens", maxTokens);
    }

    /** Names and values that the service keeps with the answer; sent in the order of the names. */
    public Builder metadata(Map<String, String> metadata) {
      return put("metadata", new TreeMap<>(metadata));
    }

    /** What to answer in, such as {@code text} and {@code audio}. */
    public Builder modalities(List<String> modalities) {
      return put("modalities", modalities);
    }

    /** How many answers to give, 1 to 128. */
    public Builder n(int n) {
      return put("n", n);
    }

    /** Whether the model may ask for several calls at once. */
    public Builder parallelToolCalls(boolean parallelToolCalls) {
      return put("parallel_tool_calls", parallelToolCalls);
    }

    /** What most of the answer will be. */
    public Builder prediction(Prediction prediction) {
      return put("prediction", prediction.json());
    }

    /** How much to avoid tokens that occurred at all, -2 to 2. */
    public Builder presencePenalty(double presencePenalty) {
      return put("presence_penalty", presencePenalty);
    }

    /** What requests with the same beginning have in common, for the service's cache. */
    public Builder promptCacheKey(String key) {
      return put("prompt_cache_key", key);
    }

    /**
     * How long the service keeps the prompt in its cache, such as {@code in_memory} or {@code 24h}.
     */
    public Builder promptCacheRetention(String retention) {
      return put("prompt_cache_retention", retention);
    }

    /** How long a reasoning model may think. */
    public Builder reasoningEffort(ReasoningEffort effort) {
      return put("reasoning_effort", effort.value());
    }

    /** The form of the answer's text. */
    public Builder responseFormat(ResponseFormat format) {
      return put("response_format", format.json());
    }

    /** An opaque id of the end user, by which the service tells abusers apart. */
    public Builder safetyIdentifier(String id) {
      return put("safety_identifier", id);
    }

    /** A seed: the same one brings much the same answer, as far as the service can. */
    public Builder seed(long seed) {
      return put("seed", seed);
    }

    /** How the service schedules and bills the call. */
    public Builder serviceTier(ServiceTier tier) {
      return put("service_tier", tier.value());
    }

    /** A text at which to stop. */
    public Builder stop(String stop) {
      return put("stop", stop);
    }

    /** Texts at any of which to stop; at least one. */
    public Builder stop(List<String> stops) {
      return put("stop", stops);
    }

    /** Whether the service keeps the answer for its own tools; think before you say true. */
    public Builder store(boolean store) {
      return put("store", store);
    }

    /** Accepted for those who port a program; always sent as false. */
    public Builder stream(boolean stream) {
      return put("stream", stream);
    }

    /** How freely to sample, 0 to 2. */
    public Builder temperature(double temperature) {
      return put("temperature", temperature);
    }

    /** Whether to call tools, and which. */
    public Builder toolChoice(ToolChoice choice) {
      return put("tool_choice", choice.json());
    }

    /** The tools the model may call. */
    public Builder tools(List<ToolDefinition> tools) {
      return put("tools", tools.stream().map(ToolDefinition::json).toList());
    }

    /** How many of the likeliest tokens to tell at each place, 0 to 20; wants {@link #logprobs}. */
    public Builder topLogprobs(int topLogprobs) {
      return put("top_logprobs", topLogprobs);
    }

    /** The probability mass to sample from, 0 to 1. */
    public Builder topP(double topP) {
      return put("top_p", topP);
    }

    /** An opaque id of the end user; sent as {@code user}. */
    public Builder endUser(String id) {
      return put("user", id);
    }

    /** How many words the answer should make. */
    public Builder verbosity(Verbosity verbosity) {
      return put("verbosity", verbosity.value());
    }

    /** That the model searches the web, and how. */
    public Builder webSearchOptions(WebSearchOptions options) {
      return put("web_search_options", options.json());
    }

    /** The tier to ask for; none by default. It travels as a header, not in the encrypted JSON. */
    public Builder securityTier(SecurityTier tier) {
      this.securityTier = tier;
      return this;
    }

    /**
     * Any other parameter, sent as it is; the old {@code functions} and {@code function_call}, too.
     * {@code stream_options} is refused unless it is null: servers take it with streaming only.
     *
     * @param value anything {@link JsonValue#of} takes
     * @throws InvalidInputException if it has no JSON form, or is {@code messages}
     */
    public Builder putAdditional(String name, @Nullable Object value) {
      if (name.equals("messages")) {
        throw new InvalidInputException("additional parameter", "messages", "message(...)");
      }
      json.put(name, value);
      return this;
    }

    private Builder put(String name, @Nullable Object value) {
      json.put(name, Rule.given(name, value));
      return this;
    }

    /**
     * The request.
     *
     * @throws InvalidInputException if something is missing or out of its range; the message gives
     *     its name, what was given and what is allowed
     */
    public ChatRequest build() {
      JsonObject grown = json.put("messages", new JsonArray(messages)).build();
      return new ChatRequest(RequestRules.ORDER.arranged(base, grown), securityTier);
    }
  }
}
