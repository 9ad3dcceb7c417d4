// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the model said as a sound. Every part may be absent.
 *
 * @param json the whole of it
 */
public record MessageAudio(JsonObject json) {

  /** The id to refer to it with in a later request (see {@link ChatMessage.Builder#audioId}). */
  public Optional<String> id() {
    return json.getString("id");
  }

  /** The sound in base64, in the format that was asked for. */
  public Optional<String> data() {
    return json.getString("data");
  }

  /** Until when the service knows the id, in Unix seconds. */
  public OptionalLong expiresAt() {
    return json.getLong("expires_at");
  }

  /** What is said, as a text. */
  public Optional<String> transcript() {
    return json.getString("transcript");
  }
}
