// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How protected the hardware is that answers: sent as {@code X-Security-Tier} when one is asked
 * for.
 */
public enum SecurityTier {
  /** {@code standard}. */
  STANDARD,
  /** {@code high}. */
  HIGH,
  /** {@code maximum}. */
  MAXIMUM;

  /** The name on the wire, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The tier of that name on the wire.
   *
   * @throws InvalidInputException if there is none
   */
  public static SecurityTier of(String wireName) {
    return Arrays.stream(values())
        .filter(tier -> tier.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException("security_tier", quoted(wireName), names()));
  }

  private static String quoted(String wireName) {
    return wireName.length() <= 32 ? '"' + wireName + '"' : wireName.length() + " chars";
  }

  private static String names() {
    return Arrays.stream(values()).map(SecurityTier::wireName).collect(Collectors.joining(", "));
  }
}
