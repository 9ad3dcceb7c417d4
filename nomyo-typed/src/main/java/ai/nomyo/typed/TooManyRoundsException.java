// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.Conversation;
import ai.nomyo.error.NomyoException;
import org.jspecify.annotations.Nullable;

/** The model still called tools in the last round that a {@link ToolRunner} allows. */
public final class TooManyRoundsException extends NomyoException {

  private static final long serialVersionUID = 1L;

  /** Not written where an exception is serialized. */
  private final transient @Nullable Conversation conversation;

  TooManyRoundsException(int rounds, Conversation conversation) {
    super("the model still calls tools in round " + rounds + ", the last allowed", null, null);
    this.conversation = conversation;
  }

  /**
   * All messages so far, the request's included; as confidential as they are. The last is the
   * model's, whose calls were not made.
   */
  public Conversation conversation() {
    return conversation == null ? Conversation.empty() : conversation;
  }
}
