// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.json.JsonFormat;
import ai.nomyo.json.JsonObject;
import java.util.Optional;

/**
 * A call of a tool that the model asks for. Immutable.
 *
 * @param json the whole call; one of another type is made with this constructor
 */
public record ToolCall(JsonObject json) {

  /**
   * A call of a function, for a history that is not made of answers.
   *
   * @param id what its result refers to
   * @param arguments JSON text, sent as it is
   */
  public static ToolCall function(String id, String name, String arguments) {
    return of(id, "function", name, "arguments", arguments);
  }

  /** A call of a custom tool, as {@link #function}. */
  public static ToolCall custom(String id, String name, String input) {
    return of(id, "custom", name, "input", input);
  }

  private static ToolCall of(String id, String type, String name, String what, String text) {
    JsonObject called = JsonObject.builder().put("name", name).put(what, text).build();
    return new ToolCall(
        JsonObject.builder().put("id", id).put("type", type).put(type, called).build());
  }

  /** The id to answer with (see {@link ChatMessage#tool(String, String)}). */
  public Optional<String> id() {
    return json.getString("id");
  }

  /** What is called: {@code function}, {@code custom}, or a name this library does not know. */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** The name of the function or custom tool to call. */
  public Optional<String> name() {
    return function().or(() -> custom()).flatMap(called -> called.getString("name"));
  }

  /** A function's arguments as the model wrote them: JSON text, but a model can err. */
  public Optional<String> arguments() {
    return function().flatMap(function -> function.getString("arguments"));
  }

  /**
   * A function's arguments, read.
   *
   * @param format such as {@code Nomyo.json()}
   * @throws UnfitAnswerException if what the model wrote is no JSON object, or there is nothing
   */
  public JsonObject arguments(JsonFormat format) {
    String text = arguments().orElse("");
    try {
      return format.readObject(text);
    } catch (InvalidInputException noObject) {
      throw new UnfitAnswerException("JSON object of arguments", noObject.getMessage(), text, null);
    }
  }

  /** The input of a custom tool. */
  public Optional<String> input() {
    return custom().flatMap(custom -> custom.getString("input"));
  }

  private Optional<JsonObject> function() {
    return json.getObject("function");
  }

  private Optional<JsonObject> custom() {
    return json.getObject("custom");
  }
}
