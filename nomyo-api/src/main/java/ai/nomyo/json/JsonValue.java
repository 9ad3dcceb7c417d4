// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.error.InvalidInputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One immutable JSON value (RFC 8259), kept without loss: member order, number text and unknown
 * members survive.
 *
 * <p>Two values are equal when they would be written as the same text, so member order and the text
 * of numbers count: {@code 1} and {@code 1.0} differ. {@code toString} names the kind and size and
 * never the content, because the content may be a prompt. The exception to all of this is {@link
 * JsonErasableString}, which can be erased.
 */
public sealed interface JsonValue
    permits JsonObject,
        JsonArray,
        JsonString,
        JsonErasableString,
        JsonNumber,
        JsonBoolean,
        JsonNull {

  /**
   * The JSON value of a plain Java value.
   *
   * @param value {@code null}, a {@code JsonValue}, {@code Boolean}, {@code Number}, {@code
   *     CharSequence}, {@code Map} with {@code String} keys, or {@code Iterable}
   * @throws InvalidInputException if the value is of another type, is NaN or infinite, or is nested
   *     deeper than 256 levels, as one that holds itself is
   */
  static JsonValue of(@Nullable Object value) {
    return PlainValues.OUTERMOST.toJson(value);
  }

  /** This value as an object, or empty when it is of another kind. */
  default Optional<JsonObject> asObject() {
    return this instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** This value as an array, or empty when it is of another kind. */
  default Optional<JsonArray> asArray() {
    return this instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /** The text of this string, or empty when this is of another kind, erasable included. */
  default Optional<String> asString() {
    return this instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
  }

  /** This value as a number, or empty when it is of another kind. */
  default Optional<JsonNumber> asNumber() {
    return this instanceof JsonNumber number ? Optional.of(number) : Optional.empty();
  }

  /** This value as a boolean, or empty when it is of another kind. */
  default Optional<Boolean> asBoolean() {
    return this instanceof JsonBoolean flag ? Optional.of(flag.value()) : Optional.empty();
  }
}
