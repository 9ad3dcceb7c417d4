// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.NomyoException;

/**
 * A tool threw a checked exception, which is {@link #getCause}, or returned what has no JSON form.
 * Unchecked exceptions of a tool reach the caller as they are.
 */
public final class ToolFailedException extends NomyoException {

  private static final long serialVersionUID = 1L;

  /**
   * @param tool its name
   * @param cause what it threw
   */
  ToolFailedException(String tool, Exception cause) {
    super("the tool " + tool + " failed with " + cause.getClass().getSimpleName(), null, cause);
  }

  /**
   * @param tool its name
   * @param result the class of what it returned
   */
  ToolFailedException(String tool, Class<?> result) {
    super("the tool " + tool + " returned what has no JSON form: " + result.getName(), null, null);
  }
}
