// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an answer should sound, when a sound is among the {@link ChatRequest#modalities}. Immutable.
 *
 * @param json the whole of it
 */
public record AudioOutput(JsonObject json) {

  /**
   * A format and a voice.
   *
   * @param format such as {@code wav}, {@code mp3}, {@code flac}, {@code opus} or {@code pcm16}
   * @param voice one of the service's, such as {@code alloy}
   */
  public static AudioOutput of(String format, String voice) {
    return new AudioOutput(JsonObject.builder().put("format", format).put("voice", voice).build());
  }

  /** The same with one more member, or another value of it. */
  public AudioOutput withAdditional(String name, @Nullable Object value) {
    return new AudioOutput(json.newBuilder().put(name, value).build());
  }

  /** The format. */
  public Optional<String> format() {
    return json.getString("format");
  }

  /** The voice; empty when it is one of the caller's own, which is an object. */
  public Optional<String> voice() {
    return json.getString("voice");
  }
}
