/**
 * Answers as records, and tools that a model may call.
 *
 * <p>Start at {@link ai.nomyo.typed.TypedChat} for answers and at {@link ai.nomyo.typed.ToolRunner}
 * for tools. A program opens the packages of its records to {@code tools.jackson.databind}, and
 * those of the methods that a model may call to this module.
 */
module ai.nomyo.typed {
  requires transitive ai.nomyo.api;
  requires com.fasterxml.classmate;
  requires com.fasterxml.jackson.annotation;
  requires com.github.victools.jsonschema.generator;
  requires com.github.victools.jsonschema.module.jackson;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports ai.nomyo.typed;
}
