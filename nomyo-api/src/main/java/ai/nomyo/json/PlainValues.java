// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns plain Java values into JSON values.
 *
 * @param levels how many collections may stand in each other
 */
record PlainValues(int levels) {

  /** As many levels as {@link JsonFormat} writes. */
  static final PlainValues OUTERMOST = new PlainValues(256);

  JsonValue toJson(@Nullable Object value) {
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
      return toObject(map);
    }
    if (value instanceof Iterable<?> elements) {
      return toArray(elements);
    }
    throw new InvalidInputException(
        "JSON value",
        "an instance of " + value.getClass().getName(),
        "null, Boolean, Number, CharSequence, Map, Iterable or JsonValue");
  }

  JsonObject toObject(Map<?, ?> map) {
    PlainValues inner = inner();
    JsonObject.Builder object = JsonObject.builder();
    map.forEach((name, value) -> object.put(text(name), inner.toJson(value)));
    return object.build();
  }

  private static String text(@Nullable Object name) {
    if (name instanceof String text) {
      return text;
    }
    throw new InvalidInputException("JSON member name", "no String", "a String");
  }

  private JsonArray toArray(Iterable<?> elements) {
    PlainValues inner = inner();
    List<JsonValue> values = new ArrayList<>();
    elements.forEach(element -> values.add(inner.toJson(element)));
    return new JsonArray(values);
  }

  private PlainValues inner() {
    if (levels == 0) {
      throw new InvalidInputException(
          "JSON value", "one nested more deeply, or in itself", "at most 256 levels");
    }
    return new PlainValues(levels - 1);
  }
}
