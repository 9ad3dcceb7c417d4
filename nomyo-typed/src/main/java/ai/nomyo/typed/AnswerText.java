// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Choice;
import ai.nomyo.chat.FinishReason;
import ai.nomyo.error.UnfitAnswerException;
import java.util.Optional;

/** The text of the first answer, or why there is none that could be read. */
final class AnswerText {

  private AnswerText() {}

  /**
   * The whole text.
   *
   * @param form what it is to hold
   * @throws UnfitAnswerException if the model refused, was cut off or wrote none
   */
  static String of(ChatResponse response, String form) {
    Optional<Choice> choice = response.choices().stream().findFirst();
    Optional<ChatMessage> message = choice.flatMap(Choice::message);
    String text = message.flatMap(ChatMessage::content).orElse("");
    Optional<String> refusal =
        message.flatMap(ChatMessage::refusal).filter(words -> !words.isEmpty());
    if (refusal.isPresent()) {
      throw unfit(response, form, "the model refused", refusal.get());
    }
    Optional<FinishReason> reason = choice.flatMap(Choice::finishReason);
    if (reason.equals(Optional.of(FinishReason.LENGTH))) {
      throw unfit(response, form, "it was cut off at the token limit", text);
    }
    if (reason.equals(Optional.of(FinishReason.CONTENT_FILTER))) {
      throw unfit(response, form, "a content filter withheld it", text);
    }
    if (text.isEmpty()) {
      boolean calls = message.map(m -> !m.toolCalls().isEmpty()).orElse(false);
      throw unfit(response, form, calls ? "the model calls a tool" : "there is no text", "");
    }
    return text;
  }

  static UnfitAnswerException unfit(
      ChatResponse response, String form, String problem, String text) {
    return new UnfitAnswerException(
        form, problem, text, response.metadata().payloadId().orElse(null));
  }
}
