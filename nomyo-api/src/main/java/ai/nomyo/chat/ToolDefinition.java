package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;

/**
 * A tool that the model may call. Immutable.
 *
 * @param json the whole definition
 */
public record ToolDefinition(JsonObject json) {

  /**
   * A function.
   *
   * @param name what the model calls it
   * @param description when and how to call it
   * @param parameters the JSON Schema of its arguments
   */
  public static ToolDefinition function(String name, String description, JsonObject parameters) {
    JsonObject function =
        JsonObject.builder()
            .put("name", name)
            .put("description", description)
            .put("parameters", parameters)
            .build();
    return new ToolDefinition(
        JsonObject.builder().put("type", "function").put("function", function).build());
  }

  /** The function's name, when this defines a function. */
  public Optional<String> name() {
    return json.getObject("function").flatMap(function -> function.getString("name"));
  }
}
