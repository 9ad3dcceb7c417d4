// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a client replaces its key pair with a fresh one.
 *
 * <p>The fresh pair is made ahead, in the background, from nine tenths of the way on; no call waits
 * for it, so a few calls more may use the present pair when making one takes longer. The former
 * private key is erased as soon as the answers that are sealed to it have arrived.
 *
 * @param age how long a pair is used, from the moment when this client made or loaded it; 1 minute
 *     to 3650 days
 * @param uses how many calls use a pair; 1 or more
 */
public record KeyRotation(Optional<Duration> age, OptionalLong uses) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3650);

  /**
   * Checks both.
   *
   * @throws InvalidInputException if one is out of its range
   */
  public KeyRotation {
    age.ifPresent(KeyRotation::check);
    uses.ifPresent(KeyRotation::check);
  }

  /** Keeps one pair as long as the client lives: the default. */
  public static KeyRotation never() {
    return new KeyRotation(Optional.empty(), OptionalLong.empty());
  }

  /**
   * A fresh pair when the present one is that old, even if the client does nothing.
   *
   * @throws InvalidInputException if it is not between 1 minute and 3650 days
   */
  public static KeyRotation afterAge(Duration age) {
    return new KeyRotation(Optional.of(age), OptionalLong.empty());
  }

  /**
   * A fresh pair after that many calls.
   *
   * @throws InvalidInputException if it is less than 1
   */
  public static KeyRotation afterUses(long uses) {
    return new KeyRotation(Optional.empty(), OptionalLong.of(uses));
  }

  /**
   * The same, and also after that many calls, whichever comes first.
   *
   * @throws InvalidInputException if it is less than 1
   */
  public KeyRotation orAfterUses(long uses) {
    return new KeyRotation(age, OptionalLong.of(uses));
  }

  /** Whether there is any rotation. */
  public boolean isOn() {
    return age.isPresent() || uses.isPresent();
  }

  private static void check(Duration age) {
    if (age.compareTo(SHORTEST) < 0 || age.compareTo(LONGEST) > 0) {
      throw new InvalidInputException("key rotation age", age.toString(), "1 minute to 3650 days");
    }
  }

  private static void check(long uses) {
    if (uses < 1) {
      throw new InvalidInputException("key rotation uses", Long.toString(uses), "1 or more");
    }
  }
}
