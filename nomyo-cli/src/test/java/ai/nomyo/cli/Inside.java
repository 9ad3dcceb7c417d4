// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.lang.reflect.Field;

/** What an object keeps to itself, for tests that compare it with what a document says. */
final class Inside {

  private Inside() {}

  /** The value of a field, of a field of that, and so on. */
  static Object of(Object object, String... fields) {
    Object value = object;
    for (String field : fields) {
      value = read(value.getClass(), value, field);
    }
    return value;
  }

  static Object constant(Class<?> type, String name) {
    return read(type, null, name);
  }

  private static Object read(Class<?> type, Object object, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException absent) {
      throw new LinkageError(type.getSimpleName() + " has no " + name, absent);
    }
  }
}
