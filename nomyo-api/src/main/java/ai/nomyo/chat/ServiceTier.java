// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

/**
 * How a service schedules and bills a call, asked for or given; not to be taken for the {@link
 * SecurityTier}. Services may know others than the constants.
 *
 * @param value the name on the wire
 */
public record ServiceTier(String value) {

  /** {@code auto}: as the service is set up. */
  public static final ServiceTier AUTO = new ServiceTier("auto");

  /** {@code default}: the usual one. */
  public static final ServiceTier DEFAULT = new ServiceTier("default");

  /** {@code flex}: slower and cheaper. */
  public static final ServiceTier FLEX = new ServiceTier("flex");

  /** {@code scale}: capacity bought beforehand. */
  public static final ServiceTier SCALE = new ServiceTier("scale");

  /** {@code priority}: faster and dearer. */
  public static final ServiceTier PRIORITY = new ServiceTier("priority");

  /** {@code fast}: another name for {@link #PRIORITY} in requests. */
  public static final ServiceTier FAST = new ServiceTier("fast");
}
