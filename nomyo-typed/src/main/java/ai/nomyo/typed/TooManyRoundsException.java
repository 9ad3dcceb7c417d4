package ai.nomyo.typed;

import ai.nomyo.chat.ChatMessage;
import ai.nomyo.error.NomyoException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model still called tools in the last round that a {@link ToolRunner} allows. */
public final class TooManyRoundsException extends NomyoException {

  private static final long serialVersionUID = 1L;

  /** Not written where an exception is serialized. */
  private final transient @Nullable List<ChatMessage> messages;

  TooManyRoundsException(int rounds, List<ChatMessage> messages) {
    super("the model still calls tools in round " + rounds + ", the last allowed", null, null);
    this.messages = List.copyOf(messages);
  }

  /**
   * All messages so far, the request's included; as confidential as they are. The last is the
   * model's, whose calls were not made.
   */
  public List<ChatMessage> messages() {
    return messages == null ? List.of() : messages;
  }
}
