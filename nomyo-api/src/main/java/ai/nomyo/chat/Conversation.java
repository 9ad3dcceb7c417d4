// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.nio.CharBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation so far, to be sent with the next request: {@code
 * ChatRequest.builder().messages(conversation.messages())}. Immutable: what adds a message returns
 * a conversation that has it, and leaves this one as it was. Safe for use by many threads.
 *
 * <p>{@link #erase} is the exception. Conversations that were made from one another share their
 * messages, so erasing one erases the erasable texts of all of them. A text that is a {@code
 * String} cannot be erased: where one must not stay, use {@link #user(JsonErasableString)}, {@code
 * createErasable} and {@link #withAnswer(ErasableChatResponse)}.
 */
public final class Conversation {

  private static final Conversation EMPTY = new Conversation(List.of());

  private final List<ChatMessage> messages;

  private Conversation(List<ChatMessage> messages) {
    this.messages = List.copyOf(messages);
  }

  /** The conversation that has not begun. */
  public static Conversation empty() {
    return EMPTY;
  }

  /** The conversation with these messages, as those of a request or of a stored history. */
  public static Conversation of(List<ChatMessage> messages) {
    return new Conversation(messages);
  }

  /** This and a system message. */
  public Conversation system(String content) {
    return with(ChatMessage.system(content));
  }

  /**
   * As {@link #system(String)}, with content that can be erased, by {@link #erase} or its owner.
   */
  public Conversation system(JsonErasableString content) {
    return with(ChatMessage.system(content));
  }

  /** This and a user's message. */
  public Conversation user(String content) {
    return with(ChatMessage.user(content));
  }

  /** As {@link #user(String)}, with content that can be erased, by {@link #erase} or its owner. */
  public Conversation user(JsonErasableString content) {
    return with(ChatMessage.user(content));
  }

  /** This and any other message, such as a tool's. */
  public Conversation with(ChatMessage message) {
    return new Conversation(Stream.concat(messages.stream(), Stream.of(message)).toList());
  }

  /**
   * This and the first choice's message, as it came: with its calls of tools, and with members this
   * library does not know.
   *
   * @throws InvalidInputException if the answer has no choice with a message
   */
  public Conversation withAnswer(ChatResponse answer) {
    return answer
        .firstMessage()
        .map(this::with)
        .orElseThrow(() -> unfit("one without a message", "one with a message"));
  }

  /**
   * This and the first choice's text, copied into memory of the conversation that {@link #erase}
   * erases; the answer may be closed afterwards. Nothing else of the message is taken over but its
   * role.
   *
   * @throws InvalidInputException if the first choice has no text, as when it calls tools: use
   *     {@link #withAnswer(ChatResponse)} for those
   * @throws IllegalStateException if the answer is closed
   */
  public Conversation withAnswer(ErasableChatResponse answer) {
    CharBuffer lent =
        answer.firstText().orElseThrow(() -> unfit("one without a text", "one with a text"));
    char[] text = new char[lent.remaining()];
    lent.duplicate().get(text);
    Role role = answer.outline().firstMessage().flatMap(ChatMessage::role).orElse(Role.ASSISTANT);
    return with(ChatMessage.builder(role).content(JsonErasableString.owning(text)).build());
  }

  private static InvalidInputException unfit(String given, String allowed) {
    return new InvalidInputException("answer", given, allowed + " in its first choice");
  }

  /** The messages in order; unmodifiable. */
  public List<ChatMessage> messages() {
    return messages;
  }

  /** The number of messages. */
  public int size() {
    return messages.size();
  }

  /** The number of UTF-16 units in all texts: contents and their parts, erased ones included. */
  public long chars() {
    return messages.stream().mapToLong(ChatMessage::chars).sum();
  }

  /**
   * Overwrites every erasable text with zeros, in this conversation and in all that share messages
   * with it; none of them can be sent any more then. Idempotent. What is a {@code String} stays.
   */
  public void erase() {
    messages.forEach(message -> erase(message.json()));
  }

  private static void erase(JsonValue value) {
    if (value instanceof JsonErasableString erasable) {
      erasable.close();
    } else if (value instanceof JsonObject object) {
      object.members().values().forEach(Conversation::erase);
    } else if (value instanceof JsonArray array) {
      array.elements().forEach(Conversation::erase);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Conversation that && messages.equals(that.messages);
  }

  @Override
  public int hashCode() {
    return messages.hashCode();
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "Conversation[" + size() + " messages, " + chars() + " chars]";
  }
}
