// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether the process talks to a person: since JDK 22 a console may exist without a terminal. */
final class Terminal {

  private Terminal() {}

  static boolean isInteractive() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException beforeJava22) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      return false;
    }
  }
}
