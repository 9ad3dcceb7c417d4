// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form that the answer's text should have. Immutable. How strictly a service keeps to it is the
 * service's matter.
 *
 * @param json the whole of it; a form of another type is made with this constructor
 */
public record ResponseFormat(JsonObject json) {

  private static final MemberOrder ORDER =
      MemberOrder.of("name", "description", "schema", "strict");

  /** Any text; what services give unasked. */
  public static final ResponseFormat TEXT = of("text");

  /** Any JSON object; the prompt has to ask for JSON as well. */
  public static final ResponseFormat JSON_OBJECT = of("json_object");

  private static ResponseFormat of(String type) {
    return new ResponseFormat(JsonObject.builder().put("type", type).build());
  }

  /**
   * JSON that a schema allows.
   *
   * @param name what the model is told it is called
   * @param schema a JSON Schema
   * @throws InvalidInputException if the name is blank
   */
  public static ResponseFormat jsonSchema(String name, JsonObject schema) {
    return jsonSchemaBuilder(name).schema(schema).build();
  }

  /** As {@link #jsonSchema}: a builder with a name and nothing else so far. */
  public static JsonSchemaBuilder jsonSchemaBuilder(String name) {
    return new JsonSchemaBuilder(name);
  }

  /** The same with one more member beside the schema's, or another value of it. */
  public ResponseFormat withAdditional(String name, @Nullable Object value) {
    return new ResponseFormat(json.newBuilder().put(name, value).build());
  }

  /**
   * What it is: {@code text}, {@code json_object}, {@code json_schema}, or a name this library does
   * not know.
   */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** What the model is told the schema is called. */
  public Optional<String> name() {
    return jsonSchema().flatMap(described -> described.getString("name"));
  }

  /** What the model is told the schema is for. */
  public Optional<String> description() {
    return jsonSchema().flatMap(described -> described.getString("description"));
  }

  /** The JSON Schema. */
  public Optional<JsonObject> schema() {
    return jsonSchema().flatMap(described -> described.getObject("schema"));
  }

  /** Whether the answer keeps to the schema exactly. */
  public Optional<Boolean> strict() {
    return jsonSchema().flatMap(described -> described.getBoolean("strict"));
  }

  private Optional<JsonObject> jsonSchema() {
    return json.getObject("json_schema");
  }

  /**
   * Collects a schema's parts. The order of calls does not matter, but that additional members this
   * library does not know come last, in the order they were put. Not safe for use by many threads.
   */
  public static final class JsonSchemaBuilder {

    private final JsonObject.Builder described = JsonObject.builder();

    private JsonSchemaBuilder(String name) {
      put("name", Rule.nonBlank("schema name", name));
    }

    /** What the model is told it is for; nothing by default. */
    public JsonSchemaBuilder description(String description) {
      return put("description", description);
    }

    /** The JSON Schema. */
    public JsonSchemaBuilder schema(JsonObject schema) {
      return put("schema", schema);
    }

    /** Whether the answer must keep to the schema exactly; left to the service by default. */
    public JsonSchemaBuilder strict(boolean strict) {
      return put("strict", strict);
    }

    /**
     * Any other member beside the schema, sent as it is.
     *
     * @param value anything {@link ai.nomyo.json.JsonValue#of} takes
     */
    public JsonSchemaBuilder putAdditional(String name, @Nullable Object value) {
      return put(name, value);
    }

    private JsonSchemaBuilder put(String name, @Nullable Object value) {
      described.put(name, value);
      return this;
    }

    /** The form. */
    public ResponseFormat build() {
      JsonObject ordered = ORDER.arranged(JsonObject.empty(), described.build());
      return new ResponseFormat(
          JsonObject.builder().put("type", "json_schema").put("json_schema", ordered).build());
    }
  }
}
