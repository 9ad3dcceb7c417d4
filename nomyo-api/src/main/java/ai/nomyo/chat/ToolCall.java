package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;

/**
 * A call of a tool that the model asks for. Immutable.
 *
 * @param json the whole call
 */
public record ToolCall(JsonObject json) {

  /** The id to answer with (see {@link ChatMessage#tool}). */
  public Optional<String> id() {
    return json.getString("id");
  }

  /** The name of the function to call. */
  public Optional<String> name() {
    return function().flatMap(function -> function.getString("name"));
  }

  /** The arguments as the model wrote them: JSON text, but a model can err. */
  public Optional<String> arguments() {
    return function().flatMap(function -> function.getString("arguments"));
  }

  private Optional<JsonObject> function() {
    return json.getObject("function");
  }
}
