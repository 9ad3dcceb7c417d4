// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a request may be.
 *
 * @param allowed the same in words
 */
record Rule(String allowed, Predicate<JsonValue> accepts) {

  static final Rule TEXT = new Rule("a string", Rule::isText);
  static final Rule NON_BLANK = new Rule("a non-blank string", Rule::isNonBlank);
  static final Rule FLAG = new Rule("true or false", JsonBoolean.class::isInstance);
  static final Rule OBJECT = new Rule("an object", JsonObject.class::isInstance);
  static final Rule OBJECTS = arrayOf("objects", OBJECT);

  static Rule number(double least, double most) {
    return new Rule(
        plain(least) + " to " + plain(most),
        value -> value.asNumber().filter(number -> within(number, least, most)).isPresent());
  }

  private static boolean within(JsonNumber number, double least, double most) {
    return number.asDouble() >= least && number.asDouble() <= most;
  }

  static Rule integer(long least, long most) {
    return new Rule(
        "a whole number from " + least + " to " + most,
        value ->
            value.asNumber().stream()
                .flatMapToLong(number -> number.asLong().stream())
                .anyMatch(number -> number >= least && number <= most));
  }

  static Rule arrayOf(String what, Rule element) {
    return new Rule(
        "an array of " + what,
        value ->
            value
                .asArray()
                .filter(array -> array.elements().stream().allMatch(element.accepts))
                .isPresent());
  }

  static Rule objectOf(String what, Predicate<String> name, Rule member) {
    return new Rule(
        "an object of " + what,
        value ->
            value
                .asObject()
                .filter(object -> object.members().keySet().stream().allMatch(name))
                .filter(object -> object.members().values().stream().allMatch(member.accepts))
                .isPresent());
  }

  Rule or(Rule other) {
    return new Rule(allowed + " or " + other.allowed, accepts.or(other.accepts));
  }

  /**
   * What a method of a builder was given: neither null, which only {@code putAdditional} takes, nor
   * a number that JSON does not have.
   */
  static Object given(String name, @Nullable Object value) {
    if (value == null) {
      throw new InvalidInputException(name, "null", "a value, or no call at all");
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new InvalidInputException(name, number.toString(), "a finite number");
    }
    return value;
  }

  /** A non-blank text, as the Java value that it is given as. */
  static String nonBlank(String name, String text) {
    NON_BLANK.require(name, Optional.of(new JsonString(text)));
    return text;
  }

  void require(String place, Optional<JsonValue> value) {
    if (value.filter(accepts).isEmpty()) {
      throw new InvalidInputException(place, value.map(Rule::described).orElse("nothing"), allowed);
    }
  }

  /** As {@link #require}, but that the value may be absent or null. */
  void allow(String place, Optional<JsonValue> value) {
    value.filter(given -> given != JsonNull.NULL).ifPresent(given -> require(place, value));
  }

  /** Numbers are named; texts and structures may be confidential, so their kind and size is. */
  private static String described(JsonValue value) {
    if (value instanceof JsonNumber number && number.text().length() <= 32) {
      return number.text();
    }
    if (value instanceof JsonString string) {
      return "a string of " + string.value().length() + " chars";
    }
    if (value instanceof JsonErasableString string) {
      return "an erasable string of " + string.length() + " chars";
    }
    if (value instanceof JsonArray array) {
      return "an array of " + array.elements().size() + " elements";
    }
    if (value instanceof JsonObject object) {
      return "an object of " + object.members().size() + " members";
    }
    if (value instanceof JsonBoolean flag) {
      return String.valueOf(flag.value());
    }
    return value == JsonNull.NULL ? "null" : "a long number";
  }

  private static boolean isNonBlank(JsonValue value) {
    return value.asString().filter(text -> !text.isBlank()).isPresent();
  }

  private static boolean isText(JsonValue value) {
    return value instanceof JsonString || value instanceof JsonErasableString;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
  }
}
