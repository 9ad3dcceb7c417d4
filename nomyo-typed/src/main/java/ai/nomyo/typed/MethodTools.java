// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.InvalidInputException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the methods of an object that are tools, and calls them. */
final class MethodTools {

  private MethodTools() {}

  static List<Tool> of(Object object) {
    List<Tool> tools =
        methods(object.getClass())
            .map(method -> tool(object, method))
            .sorted(Comparator.comparing(Tool::name))
            .toList();
    if (tools.isEmpty()) {
      throw new InvalidInputException(
          "tools",
          "a " + object.getClass().getName(),
          "an object with methods that have @ToolMethod");
    }
    return tools;
  }

  private static Stream<Method> methods(Class<?> type) {
    return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(ToolMethod.class) && !method.isBridge());
  }

  private static Tool tool(Object object, Method method) {
    ToolMethod says = method.getAnnotation(ToolMethod.class);
    String name = says.name().isEmpty() ? method.getName() : says.name();
    if (!method.trySetAccessible()) {
      throw new InvalidInputException(
          "tool " + name, "a method that cannot be called from here", "one in an open package");
    }
    List<Argument> arguments =
        Arrays.stream(method.getParameters()).map(MethodTools::argument).toList();
    return Tool.of(
        name,
        says.description(),
        Form.of(name, arguments),
        values -> invoke(method, object, values));
  }

  private static Argument argument(Parameter parameter) {
    Param named = parameter.getAnnotation(Param.class);
    if (named == null && !parameter.isNamePresent()) {
      throw new InvalidInputException(
          "parameter "
              + parameter.getName()
              + " of "
              + parameter.getDeclaringExecutable().getName(),
          "no name",
          "@Param on it, or classes compiled with javac -parameters");
    }
    return new Argument(named == null ? parameter.getName() : named.value(), parameter);
  }

  private static @Nullable Object invoke(Method method, Object object, Object[] values)
      throws Exception {
    try {
      return method.invoke(object, values);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown.getCause() instanceof Exception failure ? failure : thrown;
    }
  }
}
