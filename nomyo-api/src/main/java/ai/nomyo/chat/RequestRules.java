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
import java.util.List;
import java.util.function.Predicate;

/** What a request must satisfy before it is worth encrypting. */
final class RequestRules {

  /** "api_key, base_url and security_tier never enter the encrypted JSON" (protocol, section 2). */
  private static final List<String> NEVER_ENCRYPTED =
      List.of("api_key", "base_url", "security_tier");

  private RequestRules() {}

  static JsonObject checked(JsonObject json) {
    NEVER_ENCRYPTED.forEach(name -> absent(json, name));
    require(json, "model", "a non-blank string", RequestRules::isNonBlank);
    require(
        json, "messages", "a non-empty array of objects with a role", RequestRules::areMessages);
    number(json, "temperature", 0, 2);
    number(json, "top_p", 0, 1);
    number(json, "frequency_penalty", -2, 2);
    number(json, "presence_penalty", -2, 2);
    integer(json, "max_tokens", 1, Integer.MAX_VALUE);
    integer(json, "n", 1, 128);
    optional(json, "stop", "a string or a non-empty array of strings", RequestRules::isStop);
    optional(json, "tools", "an array of objects", RequestRules::areObjects);
    optional(json, "tool_choice", "a string or an object", RequestRules::isToolChoice);
    optional(json, "user", "a string", RequestRules::isString);
    optional(json, "stream", "true or false", JsonBoolean.class::isInstance);
    return withoutStreaming(json);
  }

  private static JsonObject withoutStreaming(JsonObject json) {
    return json.getBoolean("stream").orElse(false)
        ? json.newBuilder().put("stream", false).build()
        : json;
  }

  private static void absent(JsonObject json, String name) {
    if (json.get(name).isPresent()) {
      throw new InvalidInputException(
          name, "as a part of the request", "beside it only: it never enters the encrypted JSON");
    }
  }

  private static void number(JsonObject json, String name, double least, double most) {
    String allowed = plain(least) + " to " + plain(most);
    optional(
        json,
        name,
        allowed,
        value ->
            value
                .asNumber()
                .map(JsonNumber::asDouble)
                .filter(d -> d >= least && d <= most)
                .isPresent());
  }

  private static void integer(JsonObject json, String name, long least, long most) {
    optional(
        json,
        name,
        "a whole number from " + least + " to " + most,
        value ->
            value.asNumber().stream()
                .flatMapToLong(number -> number.asLong().stream())
                .anyMatch(number -> number >= least && number <= most));
  }

  private static void optional(
      JsonObject json, String name, String allowed, Predicate<JsonValue> rule) {
    if (json.get(name).filter(value -> value != JsonNull.NULL).isPresent()) {
      require(json, name, allowed, rule);
    }
  }

  private static void require(
      JsonObject json, String name, String allowed, Predicate<JsonValue> rule) {
    if (json.get(name).filter(rule).isEmpty()) {
      throw new InvalidInputException(
          name, json.get(name).map(RequestRules::described).orElse("nothing"), allowed);
    }
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
    if (value instanceof JsonBoolean flag) {
      return String.valueOf(flag.value());
    }
    return value == JsonNull.NULL
        ? "null"
        : value instanceof JsonNumber ? "a long number" : "an object";
  }

  private static boolean isNonBlank(JsonValue value) {
    return value.asString().filter(text -> !text.isBlank()).isPresent();
  }

  private static boolean areMessages(JsonValue value) {
    return areObjects(value)
        && value.asArray().filter(array -> !array.elements().isEmpty()).isPresent()
        && value.asArray().orElseThrow().elements().stream()
            .flatMap(element -> element.asObject().stream())
            .allMatch(message -> message.get("role").filter(RequestRules::isNonBlank).isPresent());
  }

  private static boolean areObjects(JsonValue value) {
    return value.asArray().filter(array -> all(array, JsonObject.class::isInstance)).isPresent();
  }

  private static boolean isStop(JsonValue value) {
    return isString(value)
        || value
            .asArray()
            .filter(array -> !array.elements().isEmpty() && all(array, RequestRules::isString))
            .isPresent();
  }

  private static boolean isString(JsonValue value) {
    return value instanceof JsonString || value instanceof JsonErasableString;
  }

  private static boolean isToolChoice(JsonValue value) {
    return value instanceof JsonString || value instanceof JsonObject;
  }

  private static boolean all(JsonArray array, Predicate<JsonValue> rule) {
    return array.elements().stream().allMatch(rule);
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
  }
}
