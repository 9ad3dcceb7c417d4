// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The smallest value that fits a JSON Schema, as far as echoing routers have to know those: objects
 * with what they require, empty arrays, null where that will do, and the user's text for strings.
 *
 * @param root where {@code $ref} leads from
 */
record SchemaEcho(JsonObject root, String userText) {

  /** How deep objects may stand in each other; a schema may require itself. */
  private static final int DEPTH = 32;

  static JsonValue of(JsonObject schema, String userText) {
    return new SchemaEcho(schema, userText).value(schema, DEPTH);
  }

  private JsonValue value(JsonObject schema, int depth) {
    if (depth == 0) {
      return JsonNull.NULL;
    }
    return Stream.concat(schema.get("const").stream(), elements(schema, "enum"))
        .findFirst()
        .or(() -> target(schema).map(target -> value(target, depth - 1)))
        .or(() -> alternative(schema).map(either -> value(either, depth - 1)))
        .orElseGet(() -> ofType(schema, depth));
  }

  private Optional<JsonObject> target(JsonObject schema) {
    return schema.getString("$ref").map(reference -> at(reference.split("/")));
  }

  private JsonObject at(String[] path) {
    JsonObject at = root;
    for (int i = 1; i < path.length; i++) {
      at = at.getObject(path[i]).orElse(JsonObject.empty());
    }
    return at;
  }

  /** Null if it is among them, and else the first. */
  private static Optional<JsonObject> alternative(JsonObject schema) {
    List<JsonObject> either = schema.getObjects("anyOf");
    return either.stream()
        .filter(one -> one.getString("type").equals(Optional.of("null")))
        .findFirst()
        .or(() -> either.stream().findFirst());
  }

  private JsonValue ofType(JsonObject schema, int depth) {
    return switch (type(schema)) {
      case "integer", "number" -> JsonValue.of(1);
      case "boolean" -> JsonValue.of(true);
      case "array" -> new JsonArray(List.of());
      case "object" -> object(schema, depth);
      case "null" -> JsonNull.NULL;
      default -> new JsonString(userText);
    };
  }

  private static String type(JsonObject schema) {
    String untyped = schema.get("properties").isPresent() ? "object" : "string";
    return Stream.concat(schema.getString("type").stream(), strings(schema, "type"))
        .findFirst()
        .orElse(untyped);
  }

  private JsonObject object(JsonObject schema, int depth) {
    JsonObject properties = schema.getObject("properties").orElse(JsonObject.empty());
    JsonObject.Builder object = JsonObject.builder();
    strings(schema, "required")
        .forEach(
            name ->
                object.put(
                    name, value(properties.getObject(name).orElse(JsonObject.empty()), depth - 1)));
    return object.build();
  }

  private static Stream<String> strings(JsonObject schema, String name) {
    return elements(schema, name).flatMap(element -> element.asString().stream());
  }

  private static Stream<JsonValue> elements(JsonObject schema, String name) {
    return schema.get(name).flatMap(JsonValue::asArray).stream()
        .flatMap(array -> array.elements().stream());
  }
}
