// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;

/**
 * How long to wait for the router.
 *
 * @param connect for a connection to stand, TLS included; 10 s by default
 * @param attempt for one exchange, from the first byte sent to the last one read, connecting
 *     included; 60 s by default
 */
public record Timeouts(Duration connect, Duration attempt) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** 10 s to connect, 60 s for an exchange. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));

  /**
   * Checks both.
   *
   * @throws InvalidInputException if one is not between 1 ms and 1 day
   */
  public Timeouts {
    checked("connect timeout", connect);
    checked("attempt timeout", attempt);
  }

  /**
   * Checks any time that a call may take.
   *
   * @param name what it is called
   * @throws InvalidInputException if it is not 1 ms to 1 day
   */
  public static Duration checked(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new InvalidInputException(name, value.toString(), "1 ms to 1 day");
    }
    return value;
  }
}
