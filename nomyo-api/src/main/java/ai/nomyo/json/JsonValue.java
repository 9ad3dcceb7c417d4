// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   *     CharSequence}, {@code Map} with {@code String} keys, or {@code Iterable}, nested as deep as
   *     one likes
   * @throws InvalidInputException if the value is of another type, or is NaN or infinite
   */
  static JsonValue of(@Nullable Object value) {
    if (value == null) {
      return JsonNull.NULL;
    }
    if (value instanceof JsonValue json) {
      return json;
    }
    if (value instanceof CharSequence text) {
      return new JsonString(text.toString());
    }
    if (value instanceof Boolean flag) {
      return new JsonBoolean(flag);
    }
    if (value instanceof Number number) {
      return JsonNumber.of(number);
    }
    if (value instanceof Map<?, ?> map) {
      return JsonObject.of(map);
    }
    if (value instanceof Iterable<?> elements) {
      return arrayOf(elements);
    }
    throw new InvalidInputException(
        "JSON value",
        "an instance of " + value.getClass().getName(),
        "null, Boolean, Number, CharSequence, Map, Iterable or JsonValue");
  }

  private static JsonArray arrayOf(Iterable<?> elements) {
    List<JsonValue> values = new ArrayList<>();
    elements.forEach(element -> values.add(of(element)));
    return new JsonArray(values);
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
