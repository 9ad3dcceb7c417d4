// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What a message of a request must satisfy: no more than what every server asks for. */
final class MessageRules {

  private static final Rule MESSAGES =
      new Rule(
          "a non-empty array of objects with a role",
          value -> value.asArray().filter(array -> !array.elements().isEmpty()).isPresent());

  private static final Rule CONTENT =
      Rule.TEXT.or(
          new Rule("an array of objects with a type", value -> value.asArray().isPresent()));

  private MessageRules() {}

  static void checkAll(Optional<JsonValue> messages) {
    MESSAGES.require("messages", messages);
    List<JsonValue> elements = elements(messages);
    for (int i = 0; i < elements.size(); i++) {
      check("messages[" + i + "]", object("messages[" + i + "]", elements.get(i)));
    }
  }

  /**
   * Checks one message.
   *
   * @param place what it is called in the exception's message
   */
  static void check(String place, JsonObject message) {
    Rule.NON_BLANK.require(place + ".role", message.get("role"));
    checkContent(place + ".content", message.get("content"));
    Rule.TEXT.allow(place + ".name", message.get("name"));
    Rule.TEXT.allow(place + ".refusal", message.get("refusal"));
    Rule.OBJECTS.allow(place + ".tool_calls", message.get("tool_calls"));
    Rule.TEXT.allow(place + ".tool_call_id", message.get("tool_call_id"));
    Rule.OBJECT.allow(place + ".audio", message.get("audio"));
  }

  private static void checkContent(String place, Optional<JsonValue> content) {
    CONTENT.allow(place, content);
    List<JsonValue> parts = elements(content);
    for (int i = 0; i < parts.size(); i++) {
      String part = place + "[" + i + "]";
      Rule.NON_BLANK.require(part + ".type", object(part, parts.get(i)).get("type"));
    }
  }

  private static JsonObject object(String place, JsonValue value) {
    Rule.OBJECT.require(place, Optional.of(value));
    return value.asObject().orElseThrow();
  }

  private static List<JsonValue> elements(Optional<JsonValue> array) {
    return array.flatMap(JsonValue::asArray).map(JsonArray::elements).orElse(List.of());
  }
}
