// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a tool whose failure the model shall know of and may mend: no such customer, no such
 * date. The run goes on. Every other exception ends it.
 */
public final class ToolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Not written where an exception is serialized. */
  private final transient @Nullable String text;

  /**
   * @param text what the model is told; the message does not quote it
   */
  public ToolException(String text) {
    super("the tool answered the model with an error of " + text.length() + " chars");
    this.text = text;
  }

  /** What the model is told. */
  public String text() {
    return text == null ? "" : text;
  }
}
