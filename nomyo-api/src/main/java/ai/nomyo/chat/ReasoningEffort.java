// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

/**
 * How long a reasoning model may think before it answers. Not every model knows every effort, and
 * some know others than the constants.
 *
 * @param value the name on the wire
 */
public record ReasoningEffort(String value) {

  /** {@code none}: answer at once. */
  public static final ReasoningEffort NONE = new ReasoningEffort("none");

  /** {@code minimal}. */
  public static final ReasoningEffort MINIMAL = new ReasoningEffort("minimal");

  /** {@code low}. */
  public static final ReasoningEffort LOW = new ReasoningEffort("low");

  /** {@code medium}. */
  public static final ReasoningEffort MEDIUM = new ReasoningEffort("medium");

  /** {@code high}. */
  public static final ReasoningEffort HIGH = new ReasoningEffort("high");

  /** {@code xhigh}. */
  public static final ReasoningEffort XHIGH = new ReasoningEffort("xhigh");

  /** {@code max}. */
  public static final ReasoningEffort MAX = new ReasoningEffort("max");
}
