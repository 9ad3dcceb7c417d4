// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * The model answered, but not in the form that was asked for: its text is no JSON, lacks something
 * or has another type; it refused, or was cut off. The text can be had from {@link #text}; the
 * message never quotes it.
 */
public final class UnfitAnswerException extends NomyoException {

  /** Not written where an exception is serialized. */
  private final transient @Nullable String text;

  /**
   * @param form what was asked for, such as the name of a record
   * @param problem why the text is none, without a quotation
   * @param text what the model wrote, empty if it wrote nothing
   * @param payloadId the id of the call, when it is known
   */
  public UnfitAnswerException(
      String form, String problem, String text, @Nullable String payloadId) {
    super("the model's text is no " + form + ": " + problem, payloadId, null);
    this.text = text;
  }

  /** What the model wrote; as confidential as every answer. Empty if it wrote nothing. */
  public String text() {
    return text == null ? "" : text;
  }
}
