// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compares JSON with the schema that the model was told. Paths consist of the schema's names only:
 * what the model named itself is not quoted.
 */
final class SchemaCheck {

  private static final String DEFINITIONS = "#/$defs/";

  /** A few chars beyond it would cost memory without bounds where a program writes them out. */
  private static final int LARGEST_EXPONENT = 1_000;

  private final JsonObject root;

  private SchemaCheck(JsonObject root) {
    this.root = root;
  }

  /**
   * Refuses JSON that does not keep a schema.
   *
   * @param schema as {@link StrictSchema} makes them
   */
  static void check(JsonNode value, JsonObject schema) throws UnfitTextException {
    new SchemaCheck(schema).check(value, schema, "");
  }

  private void check(JsonNode value, JsonObject schema, String path) throws UnfitTextException {
    JsonObject meant = meant(schema, value);
    List<String> types = types(meant);
    String kind = kind(value);
    if (!types.contains(kind) && !(kind.equals("integer") && types.contains("number"))) {
      throw new UnfitTextException(
          path, expected(types) + " expected, " + article(kind) + " given");
    }
    checkConstant(value, meant, path);
    checkExponent(value, path);
    if (value.isObject()) {
      checkMembers(value, meant.getObject("properties").orElseThrow(), path);
    }
    if (value.isArray()) {
      checkElements(value, meant.getObject("items").orElseThrow(), path);
    }
  }

  /** Follows references, and takes the branch for null or the other one. */
  private JsonObject meant(JsonObject schema, JsonNode value) {
    Optional<String> reference = schema.getString("$ref");
    if (reference.isPresent()) {
      return meant(referred(reference.get()), value);
    }
    List<JsonObject> branches = schema.getObjects("anyOf");
    return branches.isEmpty()
        ? schema
        : branches.stream()
            .filter(branch -> isNull(branch) == value.isNull())
            .findFirst()
            .map(branch -> meant(branch, value))
            .orElseGet(() -> meant(branches.get(branches.size() - 1), value));
  }

  private static boolean isNull(JsonObject schema) {
    return types(schema).equals(List.of("null"));
  }

  private JsonObject referred(String reference) {
    return reference.startsWith(DEFINITIONS)
        ? root.getObject("$defs")
            .flatMap(defs -> defs.getObject(reference.substring(DEFINITIONS.length())))
            .orElseThrow()
        : root;
  }

  private static List<String> types(JsonObject schema) {
    JsonValue type = schema.get("type").orElse(JsonNull.NULL);
    return type instanceof JsonArray several
        ? several.elements().stream().flatMap(each -> each.asString().stream()).toList()
        : type.asString().stream().toList();
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "null";
    };
  }

  private static String expected(List<String> types) {
    return String.join(" or ", types.stream().map(SchemaCheck::article).toList());
  }

  private static String article(String kind) {
    return switch (kind) {
      case "null" -> "null";
      case "integer" -> "a whole number";
      case "object", "array" -> "an " + kind;
      default -> "a " + kind;
    };
  }

  private static void checkConstant(JsonNode value, JsonObject schema, String path)
      throws UnfitTextException {
    Optional<JsonArray> constants = schema.get("enum").flatMap(JsonValue::asArray);
    if (value.isString()
        && constants.isPresent()
        && !constants.get().elements().contains(new JsonString(value.asString()))) {
      throw new UnfitTextException(path, "one of its constants expected, another string given");
    }
  }

  private static void checkExponent(JsonNode value, String path) throws UnfitTextException {
    if (value.isNumber() && Math.abs((long) value.decimalValue().scale()) > LARGEST_EXPONENT) {
      throw new UnfitTextException(path, "its exponent is beyond " + LARGEST_EXPONENT);
    }
  }

  private void checkMembers(JsonNode value, JsonObject properties, String path)
      throws UnfitTextException {
    for (Map.Entry<String, JsonValue> property : properties.members().entrySet()) {
      String name = property.getKey();
      String below = path.isEmpty() ? name : path + "." + name;
      if (!value.has(name)) {
        throw new UnfitTextException(below, "missing");
      }
      check(value.get(name), property.getValue().asObject().orElseThrow(), below);
    }
    int unknown = value.size() - properties.members().size();
    if (unknown > 0) {
      throw new UnfitTextException(path, "unknown members: " + unknown);
    }
  }

  private void checkElements(JsonNode value, JsonObject items, String path)
      throws UnfitTextException {
    for (int i = 0; i < value.size(); i++) {
      check(value.get(i), items, path + "[" + i + "]");
    }
  }
}
