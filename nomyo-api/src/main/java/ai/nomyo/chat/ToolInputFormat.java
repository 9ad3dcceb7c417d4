// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the input of a custom tool must look like. Immutable.
 *
 * @param json the whole of it; a format of another type is made with this constructor
 */
public record ToolInputFormat(JsonObject json) {

  /** Any text; what a tool has that says nothing else. */
  public static final ToolInputFormat TEXT =
      new ToolInputFormat(JsonObject.builder().put("type", "text").build());

  /** A text that a grammar in the notation of Lark allows. */
  public static ToolInputFormat lark(String grammar) {
    return grammar("lark", grammar);
  }

  /** A text that a regular expression matches. */
  public static ToolInputFormat regex(String expression) {
    return grammar("regex", expression);
  }

  private static ToolInputFormat grammar(String syntax, String definition) {
    JsonObject grammar =
        JsonObject.builder().put("syntax", syntax).put("definition", definition).build();
    return new ToolInputFormat(
        JsonObject.builder().put("type", "grammar").put("grammar", grammar).build());
  }

  /** The same with one more member, or another value of it. */
  public ToolInputFormat withAdditional(String name, @Nullable Object value) {
    return new ToolInputFormat(json.newBuilder().put(name, value).build());
  }

  /** {@code text}, {@code grammar}, or a name this library does not know. */
  public Optional<String> type() {
    return json.getString("type");
  }

  /** The notation of the grammar: {@code lark} or {@code regex}. */
  public Optional<String> syntax() {
    return json.getObject("grammar").flatMap(grammar -> grammar.getString("syntax"));
  }

  /** The grammar. */
  public Optional<String> definition() {
    return json.getObject("grammar").flatMap(grammar -> grammar.getString("definition"));
  }
}
