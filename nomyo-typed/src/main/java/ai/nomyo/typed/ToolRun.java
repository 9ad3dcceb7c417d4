// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Conversation;
import java.util.List;

/**
 * What came of a run of a {@link ToolRunner}.
 *
 * @param responses of each round, in order; at least one
 * @param conversation all that was said: the request's messages, the model's, the tools' results
 *     and the last answer
 */
public record ToolRun(List<ChatResponse> responses, Conversation conversation) {

  /** Copies the list. */
  public ToolRun {
    responses = List.copyOf(responses);
  }

  /** The last answer, which calls no tool. */
  public ChatResponse response() {
    return responses.get(responses.size() - 1);
  }

  /** How often the model answered, 1 or more. */
  public int rounds() {
    return responses.size();
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "ToolRun[" + rounds() + " rounds, " + conversation + "]";
  }
}
