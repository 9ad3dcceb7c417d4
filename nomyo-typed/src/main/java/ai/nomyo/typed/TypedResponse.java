// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ChatResponse;

/**
 * An answer that was read into a record.
 *
 * @param value what the model's text holds; nothing erases it
 * @param response the whole answer
 */
public record TypedResponse<T>(T value, ChatResponse response) {

  /** Names the type, and shows sizes only. */
  @Override
  public String toString() {
    return "TypedResponse[" + value.getClass().getSimpleName() + ", " + response + "]";
  }
}
