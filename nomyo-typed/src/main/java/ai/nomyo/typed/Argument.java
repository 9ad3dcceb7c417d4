// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

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

  /** What is in it, if it is an {@code Optional}. */
  Optional<Type> optionalContent() {
    return parameter.getType() == Optional.class && type() instanceof ParameterizedType optional
        ? Optional.of(optional.getActualTypeArguments()[0])
        : Optional.empty();
  }
}
