// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

/**
 * How closely the model looks at an image. Services may know others than the constants.
 *
 * @param value the name on the wire
 */
public record ImageDetail(String value) {

  /** {@code auto}: the model chooses. */
  public static final ImageDetail AUTO = new ImageDetail("auto");

  /** {@code low}: a glance, for few tokens. */
  public static final ImageDetail LOW = new ImageDetail("low");

  /** {@code high}: closely. */
  public static final ImageDetail HIGH = new ImageDetail("high");

  /** {@code original}: not made smaller. */
  public static final ImageDetail ORIGINAL = new ImageDetail("original");
}
