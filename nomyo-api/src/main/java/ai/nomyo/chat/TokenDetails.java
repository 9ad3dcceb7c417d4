// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.OptionalLong;

/**
 * What the tokens of a prompt or an answer were. Every count may be absent; most stand in one of
 * the two only.
 *
 * @param json the whole account
 */
public record TokenDetails(JsonObject json) {

  /** Read from the service's cache. */
  public OptionalLong cachedTokens() {
    return json.getLong("cached_tokens");
  }

  /** Written to the service's cache. */
  public OptionalLong cacheWriteTokens() {
    return json.getLong("cache_write_tokens");
  }

  /** Of texts. */
  public OptionalLong textTokens() {
    return json.getLong("text_tokens");
  }

  /** Of images. */
  public OptionalLong imageTokens() {
    return json.getLong("image_tokens");
  }

  /** Of sounds. */
  public OptionalLong audioTokens() {
    return json.getLong("audio_tokens");
  }

  /** Of what the model thought first. */
  public OptionalLong reasoningTokens() {
    return json.getLong("reasoning_tokens");
  }

  /** Of a {@link Prediction} that came true. */
  public OptionalLong acceptedPredictionTokens() {
    return json.getLong("accepted_prediction_tokens");
  }

  /** Of a {@link Prediction} that did not; they cost what others do. */
  public OptionalLong rejectedPredictionTokens() {
    return json.getLong("rejected_prediction_tokens");
  }
}
