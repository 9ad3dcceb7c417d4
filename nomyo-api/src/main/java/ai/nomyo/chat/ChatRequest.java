package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chat-completion request: the JSON that is encrypted, and the tier it asks for. Immutable, but
 * that erasable content can be erased; safe for use by many threads.
 *
 * <p>Checked when built: a model, at least one message, known parameters within their ranges.
 * Parameters this library does not know pass through untouched. There is no streaming: {@code
 * stream} may be set, and is always sent as false.
 */
public final class ChatRequest {

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

  /** Collects a request's parts. Not safe for use by many threads. */
  public static final class Builder {

    private final JsonObject.Builder json;
    private final List<JsonValue> messages;
    private @Nullable SecurityTier securityTier;

    private Builder(
        JsonObject json, List<JsonValue> messages, @Nullable SecurityTier securityTier) {
      this.json = json.newBuilder();
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

    /** Adds a user message. */
    public Builder user(String content) {
      return message(ChatMessage.user(content));
    }

    /** As {@link #user(String)}, with content that can be erased; closed by the caller. */
    public Builder user(JsonErasableString content) {
      return message(ChatMessage.user(content));
    }

    /** How freely to sample, 0 to 2. */
    public Builder temperature(double temperature) {
      return put("temperature", temperature);
    }

    /** The largest number of tokens to generate, 1 or more. */
    public Builder maxTokens(int maxTokens) {
      return put("max_tokens", maxTokens);
    }

    /** The probability mass to sample from, 0 to 1. */
    public Builder topP(double topP) {
      return put("top_p", topP);
    }

    /** How much to avoid tokens by their frequency so far, -2 to 2. */
    public Builder frequencyPenalty(double frequencyPenalty) {
      return put("frequency_penalty", frequencyPenalty);
    }

    /** How much to avoid tokens that occurred at all, -2 to 2. */
    public Builder presencePenalty(double presencePenalty) {
      return put("presence_penalty", presencePenalty);
    }

    /** A text at which to stop. */
    public Builder stop(String stop) {
      return put("stop", stop);
    }

    /** Texts at any of which to stop; at least one. */
    public Builder stop(List<String> stops) {
      return put("stop", stops);
    }

    /** How many answers to give, 1 to 128. */
    public Builder n(int n) {
      return put("n", n);
    }

    /** Accepted for those who port a program; always sent as false. */
    public Builder stream(boolean stream) {
      return put("stream", stream);
    }

    /** The tools the model may call. */
    public Builder tools(List<ToolDefinition> tools) {
      return put(
          "tools", new JsonArray(tools.stream().<JsonValue>map(ToolDefinition::json).toList()));
    }

    /** Whether to call tools: {@code none}, {@code auto} or {@code required}. */
    public Builder toolChoice(String mode) {
      return put("tool_choice", mode);
    }

    /** Which function to call. */
    public Builder toolChoiceFunction(String name) {
      JsonObject function = JsonObject.builder().put("name", name).build();
      return put(
          "tool_choice",
          JsonObject.builder().put("type", "function").put("function", function).build());
    }

    /** An opaque id of the end user; sent as {@code user}. */
    public Builder endUser(String id) {
      return put("user", new JsonString(id));
    }

    /** The tier to ask for; none by default. It travels as a header, not in the encrypted JSON. */
    public Builder securityTier(SecurityTier tier) {
      this.securityTier = tier;
      return this;
    }

    /**
     * Any other parameter, sent as it is.
     *
     * @param value anything {@link JsonValue#of} takes
     * @throws InvalidInputException if it has no JSON form, or is {@code messages}
     */
    public Builder putAdditional(String name, @Nullable Object value) {
      if (name.equals("messages")) {
        throw new InvalidInputException("additional parameter", "messages", "message(...)");
      }
      return put(name, value);
    }

    private Builder put(String name, @Nullable Object value) {
      json.put(name, value);
      return this;
    }

    /**
     * The request.
     *
     * @throws InvalidInputException if something is missing or out of its range; the message gives
     *     its name, what was given and what is allowed
     */
    public ChatRequest build() {
      return new ChatRequest(json.put("messages", new JsonArray(messages)).build(), securityTier);
    }
  }
}
