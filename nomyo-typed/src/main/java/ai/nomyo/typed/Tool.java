// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ToolDefinition;
import ai.nomyo.error.InvalidInputException;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something the model may call: a name, a description, arguments and what is done with them.
 *
 * <p>The model gets the result as text: a {@code String} as it is, {@code null} and the result of a
 * {@code void} method as {@code null}, everything else as JSON (records by their components, maps
 * by their entries). Immutable; as safe for use by many threads as its function is.
 */
public final class Tool {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  /** For results only: it remembers their classes as long as the tool lives. */
  private final JsonMapper results =
      JsonMapper.builder().enable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  private final String name;
  private final String description;
  private final Form<?> form;
  private final Preparation preparation;

  /** Reads arguments, and says how the function is called with them. */
  private interface Preparation {
    Callable<@Nullable Object> prepare(String arguments) throws UnfitTextException;
  }

  private Tool(String name, String description, Form<?> form, Preparation preparation) {
    this.name = name;
    this.description = description;
    this.form = form;
    this.preparation = preparation;
  }

  /**
   * A tool.
   *
   * @param name what the model calls it: letters, digits, underscores and hyphens, 64 at most
   * @param description when and how to call it, for the model
   * @param arguments a record with a component for each argument (see {@link JsonSchema}); a record
   *     without components if it takes none
   * @param function called on the thread of the run
   * @throws InvalidInputException if the name is no such name or the record has no schema
   */
  public static <A> Tool of(
      String name, String description, Class<A> arguments, ToolFunction<A> function) {
    return of(name, description, Form.of(arguments), function);
  }

  static <A> Tool of(String name, String description, Form<A> form, ToolFunction<A> function) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "tool name", "'" + name + "'", "1 to 64 letters, digits, underscores and hyphens");
    }
    return new Tool(
        name,
        description,
        form,
        text -> {
          A arguments = form.read(text);
          return () -> function.call(arguments);
        });
  }

  /** What the model calls it. */
  public String name() {
    return name;
  }

  /** What the model is told of it: a strict function. */
  public ToolDefinition definition() {
    return ToolDefinition.functionBuilder(name)
        .description(description)
        .parameters(form.schema())
        .strict(true)
        .build();
  }

  /**
   * A call that is ready to be made.
   *
   * @param arguments the model's text; nothing at all stands for no arguments
   */
  Callable<String> prepared(String arguments) throws UnfitTextException {
    Callable<@Nullable Object> call = preparation.prepare(arguments.isBlank() ? "{}" : arguments);
    return () -> text(call.call());
  }

  private String text(@Nullable Object result) {
    if (result instanceof String text) {
      return text;
    }
    try {
      return results.writeValueAsString(result);
    } catch (JacksonException quoting) {
      throw new ToolFailedException(name, result == null ? Void.class : result.getClass());
    }
  }

  /** Shows the name. */
  @Override
  public String toString() {
    return "Tool[" + name + "]";
  }
}
