// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What most of the answer will be, such as a file of which little is to change; a service may
 * answer faster then. Immutable, but that erasable texts can be erased.
 *
 * @param json the whole of it
 */
public record Prediction(JsonObject json) {

  /** This text. */
  public static Prediction content(String text) {
    return of(text);
  }

  /** As {@link #content(String)}, with a text that can be erased; closed by the caller. */
  public static Prediction content(JsonErasableString text) {
    return of(text);
  }

  /** These texts. */
  public static Prediction content(List<ContentPart> parts) {
    return of(parts.stream().map(ContentPart::json).toList());
  }

  private static Prediction of(Object content) {
    return new Prediction(
        JsonObject.builder().put("type", "content").put("content", content).build());
  }

  /** The same with one more member, or another value of it. */
  public Prediction withAdditional(String name, @Nullable Object value) {
    return new Prediction(json.newBuilder().put(name, value).build());
  }

  /** {@code content}, or a name this library does not know. */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** What is predicted, in order; a text, erasable or not, is one part. */
  public List<ContentPart> parts() {
    return ContentPart.in(json);
  }
}
