// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import org.junit.jupiter.api.function.Executable;

/** Refusals say what was given and what is allowed, and quote nothing: no content, no name. */
final class Refused {

  private Refused() {}

  static void with(String message, Executable call) {
    assertEquals(message, message(call));
  }

  /** Whatever is allowed. */
  static void at(String place, Executable call) {
    String message = message(call);
    assertEquals(place, message.substring(0, message.indexOf(": given ")), message);
  }

  private static String message(Executable call) {
    String message = assertThrows(InvalidInputException.class, call).getMessage();
    assertFalse(message.contains("canary"), message);
    return message;
  }
}
