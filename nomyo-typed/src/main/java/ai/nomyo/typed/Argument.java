package ai.nomyo.typed;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;

/**
 * A parameter of a method that is a tool.
 *
 * @param name what the model calls it
 * @param parameter with its annotations
 */
record Argument(String name, Parameter parameter) {

  Type type() {
    return parameter.getParameterizedType();
  }
}
