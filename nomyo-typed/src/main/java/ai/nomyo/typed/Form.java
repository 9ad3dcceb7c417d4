// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a text of the model's has to be: a schema, and the way from a text that keeps it to a value.
 * Immutable, safe for use by many threads.
 */
final class Form<T> {

  /** How JSON that keeps the schema becomes a value. */
  private interface Binding<T> {
    T bind(JsonNode json) throws UnfitTextException;
  }

  /**
   * Kept with the class, so that it goes when its class loader goes; a mapper of its own for the
   * same reason, as mappers remember classes.
   */
  private static final ClassValue<Form<?>> FORMS =
      new ClassValue<>() {
        @Override
        protected Form<?> computeValue(Class<?> type) {
          return made(type);
        }
      };

  private final String name;
  private final JsonObject schema;
  private final RecordReader reader;
  private final Binding<T> binding;

  private Form(String name, JsonObject schema, RecordReader reader, Binding<T> binding) {
    this.name = name;
    this.schema = schema;
    this.reader = reader;
    this.binding = binding;
  }

  /**
   * The form of a record or class.
   *
   * @throws InvalidInputException if something in it has no schema
   */
  @SuppressWarnings("unchecked") // made for this class
  static <T> Form<T> of(Class<T> type) {
    return (Form<T>) FORMS.get(type);
  }

  private static <T> Form<T> made(Class<T> type) {
    RecordReader reader = new RecordReader();
    String name = type.getSimpleName();
    JsonObject schema = StrictSchema.of(reader.schemas().of(type), name);
    reader.prepare(type);
    return new Form<>(name, schema, reader, json -> type.cast(reader.value(json, type, "")));
  }

  /**
   * The form of a method's arguments.
   *
   * @param name of the tool
   * @throws InvalidInputException if something in them has no schema
   */
  static Form<Object[]> of(String name, List<Argument> arguments) {
    RecordReader reader = new RecordReader();
    JsonObject schema = StrictSchema.of(reader.schemas().of(arguments), name);
    arguments.forEach(argument -> reader.prepare(argument.type()));
    return new Form<>(name, schema, reader, json -> values(json, arguments, reader));
  }

  private static Object[] values(JsonNode json, List<Argument> arguments, RecordReader reader)
      throws UnfitTextException {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      Argument argument = arguments.get(i);
      values[i] = reader.value(json.get(argument.name()), argument.type(), argument.name());
    }
    return values;
  }

  /** What it is called in messages. */
  String name() {
    return name;
  }

  /** Strict. */
  JsonObject schema() {
    return schema;
  }

  /** The value that a text holds. */
  T read(String text) throws UnfitTextException {
    JsonNode json = reader.tree(text);
    SchemaCheck.check(json, schema);
    return binding.bind(json);
  }
}
