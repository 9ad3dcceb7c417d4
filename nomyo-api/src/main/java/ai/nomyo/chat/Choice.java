// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of the answers. Every part may be absent.
 *
 * @param json the whole choice
 */
public record Choice(JsonObject json) {

  /** Its place among the answers, from 0. */
  public OptionalLong index() {
    return json.getLong("index");
  }

  /** What the model said. */
  public Optional<ChatMessage> message() {
    return json.getObject("message").map(ChatMessage::new);
  }

  /** Why it stopped. */
  public Optional<FinishReason> finishReason() {
    return json.getString("finish_reason").map(FinishReason::new);
  }

  /** How likely its tokens were, when that was asked for. */
  public Optional<LogProbs> logprobs() {
    return json.getObject("logprobs").map(LogProbs::new);
  }
}
