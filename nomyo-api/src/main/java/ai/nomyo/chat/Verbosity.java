// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

/**
 * How many words an answer should make. Services may know others than the constants.
 *
 * @param value the name on the wire
 */
public record Verbosity(String value) {

  /** {@code low}: brief. */
  public static final Verbosity LOW = new Verbosity("low");

  /** {@code medium}: what models do unasked. */
  public static final Verbosity MEDIUM = new Verbosity("medium");

  /** {@code high}: at length. */
  public static final Verbosity HIGH = new Verbosity("high");
}
