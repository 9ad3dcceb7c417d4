// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a raw schema strict: all members of an object are required and no others allowed, and a
 * reference stands alone. Goes along the components, so that it can name the one that has no
 * schema.
 */
final class StrictSchema {

  private static final String DEFINITIONS = "#/$defs/";

  private final JsonNode definitions;
  private final Map<String, JsonValue> used = new LinkedHashMap<>();

  private StrictSchema(ObjectNode raw) {
    this.definitions = raw.path("$defs");
  }

  /**
   * The strict schema.
   *
   * @param form the name of what it is the schema of
   * @throws InvalidInputException if a component has no schema
   */
  static JsonObject of(ObjectNode raw, String form) {
    StrictSchema strict = new StrictSchema(raw);
    JsonObject root = strict.schema(raw, form);
    if (root.getObject("properties").isEmpty()) {
      throw new InvalidInputException(form, "no object in JSON", "a record or a class with fields");
    }
    return strict.used.isEmpty()
        ? root
        : root.newBuilder().put("$defs", JsonObject.of(strict.used)).build();
  }

  private JsonObject schema(JsonNode raw, String path) {
    refuseUnknown(raw, path);
    JsonObject.Builder schema = JsonObject.builder();
    raw.properties().forEach(keyword -> put(schema, keyword.getKey(), keyword.getValue(), path));
    if (types(raw).contains("object")) {
      close(schema, raw.path("properties"), path);
    }
    return raw.has("$ref") ? alone(schema.build()) : schema.build();
  }

  private static void refuseUnknown(JsonNode raw, String path) {
    if (raw.has(KnownTypes.UNKNOWN)) {
      throw new InvalidInputException(
          path,
          raw.get(KnownTypes.UNKNOWN).asString(),
          "a record, class, enum, list, text, number, boolean, date or time,"
              + " or a map with an enum's constants as keys");
    }
  }

  private static List<String> types(JsonNode raw) {
    JsonNode type = raw.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).toList()
        : List.of(type.asString(""));
  }

  private void put(JsonObject.Builder schema, String keyword, JsonNode value, String path) {
    switch (keyword) {
      case "$defs", "properties", "required", "additionalProperties" -> {
        // Said elsewhere, or anew.
      }
      case "items" -> schema.put(keyword, schema(value, path + "[]"));
      case "anyOf" ->
          schema.put(keyword, value.valueStream().map(each -> schema(each, path)).toList());
      case "$ref" -> schema.put(keyword, referred(value.asString(), path));
      case "type", "enum", "format", "pattern", "description" -> schema.put(keyword, plain(value));
      default ->
          throw new InvalidInputException(
              path, "an annotation that makes its schema say " + keyword, "none such");
    }
  }

  private void close(JsonObject.Builder schema, JsonNode properties, String path) {
    JsonObject.Builder members = JsonObject.builder();
    properties
        .properties()
        .forEach(
            member ->
                members.put(
                    member.getKey(), schema(member.getValue(), path + "." + member.getKey())));
    JsonObject built = members.build();
    schema
        .put("properties", built)
        .put("required", built.members().keySet())
        .put("additionalProperties", false);
  }

  /** A reference must have no neighbours, such as a description. */
  private static JsonObject alone(JsonObject referring) {
    JsonObject reference =
        JsonObject.builder().put("$ref", referring.get("$ref").orElseThrow()).build();
    return referring.members().size() == 1
        ? referring
        : referring.newBuilder().remove("$ref").put("anyOf", List.of(reference)).build();
  }

  /** Goes into a definition where it is met first; recursion finds it there already. */
  private String referred(String reference, String path) {
    if (reference.startsWith(DEFINITIONS)) {
      String name = reference.substring(DEFINITIONS.length());
      if (!used.containsKey(name)) {
        used.put(name, JsonNull.NULL);
        used.put(name, schema(definitions.get(name), path));
      }
    }
    return reference;
  }

  private static JsonValue plain(JsonNode value) {
    return value.isArray()
        ? new JsonArray(value.valueStream().map(StrictSchema::plain).toList())
        : new JsonString(value.asString());
  }
}
