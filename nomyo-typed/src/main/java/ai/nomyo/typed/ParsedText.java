// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads a JSON string with the type's own parser, which takes the whole of it. */
final class ParsedText<T> extends StdScalarDeserializer<T> {

  private final Class<T> type;
  private final Function<String, T> parser;

  ParsedText(Class<T> type, Function<String, T> parser) {
    super(type);
    this.type = type;
    this.parser = parser;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) {
    try {
      return parser.apply(json.getString());
    } catch (RuntimeException quoting) {
      throw MismatchedInputException.from(json, type, "another text");
    }
  }
}
