// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

/**
 * Who speaks in a message. More roles than the constants may exist; they pass through as they are.
 *
 * @param value the name on the wire
 */
public record Role(String value) {

  /** {@code system}: instructions above the conversation. */
  public static final Role SYSTEM = new Role("system");

  /** {@code developer}: what newer OpenAI models call {@link #SYSTEM}. */
  public static final Role DEVELOPER = new Role("developer");

  /** {@code user}: who asks. */
  public static final Role USER = new Role("user");

  /** {@code assistant}: the model. */
  public static final Role ASSISTANT = new Role("assistant");

  /** {@code tool}: the result of a call that the model asked for. */
  public static final Role TOOL = new Role("tool");
}
