// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Calls what can be called without arguments, on a view and on the views that come back. */
final class Accessors {

  private final Set<String> called = new TreeSet<>();

  private Accessors() {}

  /**
   * Calls all of them.
   *
   * @return their names, with those of their classes
   * @throws AssertionError if one throws
   */
  static Set<String> callAll(Object view) {
    Accessors accessors = new Accessors();
    accessors.visit(view);
    return accessors.called;
  }

  private void visit(Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::visit);
    } else if (value instanceof Collection<?> elements) {
      elements.forEach(this::visit);
    } else if (value instanceof Map<?, ?> map) {
      visit(map.values());
    } else if (value != null && value.getClass().getPackageName().equals("ai.nomyo.chat")) {
      accessorsOf(value.getClass()).forEach(accessor -> visit(call(accessor, value)));
    }
  }

  private static Stream<Method> accessorsOf(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !method.getName().equals("newBuilder"));
  }

  private Object call(Method accessor, Object view) {
    String name = view.getClass().getSimpleName() + "." + accessor.getName();
    called.add(name);
    try {
      return accessor.invoke(view);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(name + " threw", thrown.getCause());
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(name, hidden);
    }
  }
}
