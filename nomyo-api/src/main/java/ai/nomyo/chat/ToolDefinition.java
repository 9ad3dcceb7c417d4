// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the model may call: a function with arguments in JSON, or a custom tool, whose input
 * is any text. Immutable.
 *
 * @param json the whole definition; a tool of another type is made with this constructor
 */
public record ToolDefinition(JsonObject json) {

  private static final MemberOrder ORDER =
      MemberOrder.of("name", "description", "parameters", "strict");

  /**
   * A function.
   *
   * @param name what the model calls it
   * @param description when and how to call it
   * @param parameters the JSON Schema of its arguments
   * @throws InvalidInputException if the name is blank
   */
  public static ToolDefinition function(String name, String description, JsonObject parameters) {
    return functionBuilder(name).description(description).parameters(parameters).build();
  }

  /** A builder of a function with a name and nothing else so far. */
  public static FunctionBuilder functionBuilder(String name) {
    return new FunctionBuilder(name);
  }

  /**
   * A custom tool that takes any text.
   *
   * @param name what the model calls it
   * @param description when and how to call it
   * @throws InvalidInputException if the name is blank
   */
  public static ToolDefinition custom(String name, String description) {
    return custom(described(name, description).build());
  }

  /** As {@link #custom(String, String)}, and what its input must look like. */
  public static ToolDefinition custom(String name, String description, ToolInputFormat format) {
    return custom(described(name, description).put("format", format.json()).build());
  }

  private static JsonObject.Builder described(String name, String description) {
    return JsonObject.builder().put("name", checked(name)).put("description", description);
  }

  private static ToolDefinition custom(JsonObject tool) {
    return new ToolDefinition(
        JsonObject.builder().put("type", "custom").put("custom", tool).build());
  }

  private static String checked(String name) {
    return Rule.nonBlank("tool name", name);
  }

  /** The same with one more member beside the function's, or another value of it. */
  public ToolDefinition withAdditional(String name, @Nullable Object value) {
    return new ToolDefinition(json.newBuilder().put(name, value).build());
  }

  /** What it is: {@code function}, {@code custom}, or a name this library does not know. */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** What the model calls it. */
  public Optional<String> name() {
    return tool().flatMap(tool -> tool.getString("name"));
  }

  /** When and how to call it. */
  public Optional<String> description() {
    return tool().flatMap(tool -> tool.getString("description"));
  }

  /** The JSON Schema of a function's arguments. */
  public Optional<JsonObject> parameters() {
    return tool().flatMap(tool -> tool.getObject("parameters"));
  }

  /** Whether a function's arguments keep to the schema exactly. */
  public Optional<Boolean> strict() {
    return tool().flatMap(tool -> tool.getBoolean("strict"));
  }

  /** What the input of a custom tool must look like. */
  public Optional<ToolInputFormat> format() {
    return tool().flatMap(tool -> tool.getObject("format")).map(ToolInputFormat::new);
  }

  private Optional<JsonObject> tool() {
    return json.getObject("function").or(() -> json.getObject("custom"));
  }

  /**
   * Collects a function's parts. The order of calls does not matter, but that additional members
   * this library does not know come last, in the order they were put. Not safe for use by many
   * threads.
   */
  public static final class FunctionBuilder {

    private final JsonObject.Builder function = JsonObject.builder();

    private FunctionBuilder(String name) {
      put("name", checked(name));
    }

    /** When and how to call it; nothing by default. */
    public FunctionBuilder description(String description) {
      return put("description", description);
    }

    /** The JSON Schema of its arguments; without one it has none. */
    public FunctionBuilder parameters(JsonObject schema) {
      return put("parameters", schema);
    }

    /** Whether the arguments must keep to the schema exactly; left to the service by default. */
    public FunctionBuilder strict(boolean strict) {
      return put("strict", strict);
    }

    /**
     * Any other member of the function, sent as it is.
     *
     * @param value anything {@link ai.nomyo.json.JsonValue#of} takes
     */
    public FunctionBuilder putAdditional(String name, @Nullable Object value) {
      return put(name, value);
    }

    private FunctionBuilder put(String name, @Nullable Object value) {
      function.put(name, value);
      return this;
    }

    /** The function. */
    public ToolDefinition build() {
      JsonObject ordered = ORDER.arranged(JsonObject.empty(), function.build());
      return new ToolDefinition(
          JsonObject.builder().put("type", "function").put("function", ordered).build());
    }
  }
}
