// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, sent or received. Immutable, but that erasable content can be
 * erased; {@code toString} shows sizes only.
 *
 * @param json the whole message, members this library does not know included; not checked before it
 *     stands in a request
 */
public record ChatMessage(JsonObject json) {

  private static final MemberOrder ORDER =
      MemberOrder.of("role", "content", "name", "refusal", "tool_calls", "tool_call_id", "audio");

  /** Instructions that stand above the conversation. */
  public static ChatMessage system(String content) {
    return builder(Role.SYSTEM).content(content).build();
  }

  /** As {@link #system(String)}, with content that can be erased. */
  public static ChatMessage system(JsonErasableString content) {
    return builder(Role.SYSTEM).content(content).build();
  }

  /** Instructions, for the models that know {@link Role#DEVELOPER}. */
  public static ChatMessage developer(String content) {
    return builder(Role.DEVELOPER).content(content).build();
  }

  /** As {@link #developer(String)}, with content that can be erased. */
  public static ChatMessage developer(JsonErasableString content) {
    return builder(Role.DEVELOPER).content(content).build();
  }

  /** What the user says. */
  public static ChatMessage user(String content) {
    return builder(Role.USER).content(content).build();
  }

  /** As {@link #user(String)}, with content that can be erased. */
  public static ChatMessage user(JsonErasableString content) {
    return builder(Role.USER).content(content).build();
  }

  /**
   * What the user says and shows.
   *
   * @throws InvalidInputException if there are no parts
   */
  public static ChatMessage user(List<ContentPart> parts) {
    return builder(Role.USER).content(parts).build();
  }

  /** As {@link #user(List)}. */
  public static ChatMessage user(ContentPart... parts) {
    return user(List.of(parts));
  }

  /** What the model said. */
  public static ChatMessage assistant(String content) {
    return builder(Role.ASSISTANT).content(content).build();
  }

  /** As {@link #assistant(String)}, with content that can be erased. */
  public static ChatMessage assistant(JsonErasableString content) {
    return builder(Role.ASSISTANT).content(content).build();
  }

  /**
   * What a tool returned.
   *
   * @param toolCallId the {@link ToolCall#id} this answers
   */
  public static ChatMessage tool(String toolCallId, String content) {
    return builder(Role.TOOL).content(content).toolCallId(toolCallId).build();
  }

  /** As {@link #tool(String, String)}, with content that can be erased. */
  public static ChatMessage tool(String toolCallId, JsonErasableString content) {
    return builder(Role.TOOL).content(content).toolCallId(toolCallId).build();
  }

  /** A builder of a message with a role and nothing else so far. */
  public static Builder builder(Role role) {
    return new Builder(JsonObject.empty()).put("role", role.value());
  }

  /** A builder that starts with this message. */
  public Builder newBuilder() {
    return new Builder(json);
  }

  /** Who speaks. */
  public Optional<Role> role() {
    return json.getString("role").map(Role::new);
  }

  /** The text; empty when there is none, it is in parts or it is erasable (see {@link #json}). */
  public Optional<String> content() {
    return json.getString("content");
  }

  /** The content in parts, in order; a text, erasable or not, is one part. */
  public List<ContentPart> parts() {
    return ContentPart.in(json);
  }

  /** The name of who speaks, where several have one role. */
  public Optional<String> name() {
    return json.getString("name");
  }

  /** Why the model refused, in its words. */
  public Optional<String> refusal() {
    return json.getString("refusal");
  }

  /**
   * What the model thought first, where a service tells: {@code reasoning_content}, or else {@code
   * reasoning}.
   */
  public Optional<String> reasoning() {
    return json.getString("reasoning_content").or(() -> json.getString("reasoning"));
  }

  /** The calls the model asks for, in order; empty when it asks for none. */
  public List<ToolCall> toolCalls() {
    return json.getObjects("tool_calls").stream().map(ToolCall::new).toList();
  }

  /** Which call this is the result of. */
  public Optional<String> toolCallId() {
    return json.getString("tool_call_id");
  }

  /** The answer as a sound, when one was asked for. */
  public Optional<MessageAudio> audio() {
    return json.getObject("audio").map(MessageAudio::new);
  }

  /** The sources of what the text says, in order; empty when none are named. */
  public List<Annotation> annotations() {
    return json.getObjects("annotations").stream().map(Annotation::new).toList();
  }

  @Override
  public String toString() {
    return "ChatMessage[" + chars() + " chars, " + json.members().size() + " members]";
  }

  /** How long its texts are, erasable or not. */
  long chars() {
    return parts().stream().mapToLong(ContentPart::chars).sum();
  }

  /**
   * Collects a message's parts. The order of calls does not matter, but that additional members
   * this library does not know come last, in the order they were put. Not safe for use by many
   * threads.
   */
  public static final class Builder {

    private final JsonObject base;
    private final JsonObject.Builder json;

    private Builder(JsonObject base) {
      this.base = base;
      this.json = base.newBuilder();
    }

    /** The text. */
    public Builder content(String content) {
      return put("content", content);
    }

    /**
     * The text, which can be erased.
     *
     * @param content closed by the caller, who cannot send the message any more then
     */
    public Builder content(JsonErasableString content) {
      return put("content", content);
    }

    /**
     * The content in parts.
     *
     * @throws InvalidInputException if there are none
     */
    public Builder content(List<ContentPart> parts) {
      if (parts.isEmpty()) {
        throw new InvalidInputException("content", "0 parts", "1 part or more");
      }
      return put("content", parts.stream().map(ContentPart::json).toList());
    }

    /** The name of who speaks, where several have one role. */
    public Builder name(String name) {
      return put("name", name);
    }

    /** Why the model refused. */
    public Builder refusal(String refusal) {
      return put("refusal", refusal);
    }

    /** The calls the model asked for. */
    public Builder toolCalls(List<ToolCall> calls) {
      return put("tool_calls", calls.stream().map(ToolCall::json).toList());
    }

    /** Which call this is the result of. */
    public Builder toolCallId(String id) {
      return put("tool_call_id", id);
    }

    /** The {@link MessageAudio#id} of what the model said before. */
    public Builder audioId(String id) {
      return put("audio", JsonObject.builder().put("id", id).build());
    }

    /**
     * Any other member, sent as it is.
     *
     * @param value anything {@link ai.nomyo.json.JsonValue#of} takes
     */
    public Builder putAdditional(String name, @Nullable Object value) {
      json.put(name, value);
      return this;
    }

    private Builder put(String name, @Nullable Object value) {
      json.put(name, Rule.given(name, value));
      return this;
    }

    /**
     * The message.
     *
     * @throws InvalidInputException if the role is blank or a member is of a wrong kind
     */
    public ChatMessage build() {
      JsonObject message = ORDER.arranged(base, json.build());
      MessageRules.check("message", message);
      return new ChatMessage(message);
    }
  }
}
