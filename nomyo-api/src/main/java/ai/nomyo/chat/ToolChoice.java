// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Whether the model calls tools, and which. Immutable.
 *
 * @param json a string, which names a mode, or an object; another choice is made with this
 *     constructor
 */
public record ToolChoice(JsonValue json) {

  /** Call none. */
  public static final ToolChoice NONE = new ToolChoice(new JsonString("none"));

  /** The model decides; what services do when there are tools. */
  public static final ToolChoice AUTO = new ToolChoice(new JsonString("auto"));

  /** Call one or more. */
  public static final ToolChoice REQUIRED = new ToolChoice(new JsonString("required"));

  /**
   * Call this function.
   *
   * @throws InvalidInputException if the name is blank
   */
  public static ToolChoice function(String name) {
    return new ToolChoice(named("function", name));
  }

  /**
   * Call this custom tool.
   *
   * @throws InvalidInputException if the name is blank
   */
  public static ToolChoice custom(String name) {
    return new ToolChoice(named("custom", name));
  }

  /**
   * Call none but these; the model is told of all tools of the request, so that a cached prompt
   * stays the same.
   *
   * @param mode {@link #AUTO} or {@link #REQUIRED}
   * @param tools of the request's, at least one; functions and custom tools are sent by name
   * @throws InvalidInputException if the mode is none, or there are no tools
   */
  public static ToolChoice allowed(ToolChoice mode, List<ToolDefinition> tools) {
    if (!(mode.json instanceof JsonString)) {
      throw new InvalidInputException("mode", "an object", "AUTO or REQUIRED");
    }
    if (tools.isEmpty()) {
      throw new InvalidInputException("tools", "0 tools", "1 tool or more");
    }
    JsonArray names = new JsonArray(tools.stream().map(ToolChoice::reference).toList());
    JsonObject allowed = JsonObject.builder().put("mode", mode.json).put("tools", names).build();
    return new ToolChoice(
        JsonObject.builder().put("type", "allowed_tools").put("allowed_tools", allowed).build());
  }

  private static JsonValue reference(ToolDefinition tool) {
    return tool.type()
        .filter(type -> type.equals("function") || type.equals("custom"))
        .flatMap(type -> tool.name().map(name -> named(type, name)))
        .orElse(tool.json());
  }

  private static JsonObject named(String type, String name) {
    JsonObject tool = JsonObject.builder().put("name", Rule.nonBlank("tool name", name)).build();
    return JsonObject.builder().put("type", type).put(type, tool).build();
  }

  /** The mode: {@code none}, {@code auto} or {@code required}; empty when one tool is named. */
  public Optional<String> mode() {
    return json.asString().or(() -> in("allowed_tools", "mode"));
  }

  /** The name of the function or custom tool to call. */
  public Optional<String> name() {
    return in("function", "name").or(() -> in("custom", "name"));
  }

  /** The tools that may be called, where they are listed; mostly names only. */
  public List<ToolDefinition> tools() {
    return json.asObject().flatMap(choice -> choice.getObject("allowed_tools")).stream()
        .flatMap(allowed -> allowed.getObjects("tools").stream())
        .map(ToolDefinition::new)
        .toList();
  }

  private Optional<String> in(String type, String name) {
    return json.asObject()
        .flatMap(choice -> choice.getObject(type))
        .flatMap(object -> object.getString(name));
  }
}
