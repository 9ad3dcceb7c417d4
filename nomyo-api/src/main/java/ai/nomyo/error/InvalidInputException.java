// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

/**
 * Something the caller handed over is not acceptable; nothing was sent. The message names the
 * input, what was given and what is allowed.
 */
public final class InvalidInputException extends NomyoException {

  /**
   * @param name what the input is called
   * @param given what it was, or its size where it may be confidential
   * @param allowed what it may be
   */
  public InvalidInputException(String name, String given, String allowed) {
    super(name + ": given " + given + ", allowed is " + allowed, null, null);
  }
}
