package ai.nomyo.chat;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * One message of a conversation, sent or received. Immutable, but that erasable content can be
 * erased; {@code toString} shows sizes only.
 *
 * @param json the whole message, members this library does not know included
 */
public record ChatMessage(JsonObject json) {

  /** Instructions that stand above the conversation. */
  public static ChatMessage system(String content) {
    return of("system", content);
  }

  /** As {@link #system(String)}, with content that can be erased. */
  public static ChatMessage system(JsonErasableString content) {
    return of("system", content);
  }

  /** What the user says. */
  public static ChatMessage user(String content) {
    return of("user", content);
  }

  /** As {@link #user(String)}, with content that can be erased. */
  public static ChatMessage user(JsonErasableString content) {
    return of("user", content);
  }

  /** What the model said. */
  public static ChatMessage assistant(String content) {
    return of("assistant", content);
  }

  /**
   * What a tool returned.
   *
   * @param toolCallId the {@link ToolCall#id} this answers
   */
  public static ChatMessage tool(String toolCallId, String content) {
    return new ChatMessage(
        of("tool", content).json().newBuilder().put("tool_call_id", toolCallId).build());
  }

  /** A message with a role and a text, the role passed through as it is. */
  public static ChatMessage of(String role, String content) {
    return new ChatMessage(JsonObject.builder().put("role", role).put("content", content).build());
  }

  /**
   * A message whose text can be erased.
   *
   * @param content closed by the caller, who cannot send the message any more then
   */
  public static ChatMessage of(String role, JsonErasableString content) {
    return new ChatMessage(JsonObject.builder().put("role", role).put("content", content).build());
  }

  /** Who speaks. */
  public Optional<String> role() {
    return json.getString("role");
  }

  /** The text; empty when there is none, it is in parts or it is erasable (see {@link #json}). */
  public Optional<String> content() {
    return json.getString("content");
  }

  /** The calls the model asks for, in order; empty when it asks for none. */
  public List<ToolCall> toolCalls() {
    return json.getObjects("tool_calls").stream().map(ToolCall::new).toList();
  }

  @Override
  public String toString() {
    return "ChatMessage[" + chars() + " chars, " + json.members().size() + " members]";
  }

  private int chars() {
    return json.get("content").orElse(JsonNull.NULL) instanceof JsonErasableString erasable
        ? erasable.length()
        : content().map(String::length).orElse(0);
  }
}
