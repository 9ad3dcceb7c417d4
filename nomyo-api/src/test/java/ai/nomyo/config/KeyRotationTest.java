// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

  @Test
  void never_isOff_andEverythingElseIsOn() {
    assertFalse(KeyRotation.never().isOn());
    assertTrue(KeyRotation.afterAge(Duration.ofDays(1)).isOn());
    assertTrue(KeyRotation.afterUses(1).isOn());
  }

  @Test
  void bothLimits_canBeCombined() {
    assertEquals(
        new KeyRotation(Optional.of(Duration.ofDays(1)), OptionalLong.of(5)),
        KeyRotation.afterAge(Duration.ofDays(1)).orAfterUses(5));
  }

  @Test
  void agesFromAMinuteToTenYears_areAllowed() {
    assertDoesNotThrow(() -> KeyRotation.afterAge(Duration.ofMinutes(1)));
    assertDoesNotThrow(() -> KeyRotation.afterAge(Duration.ofDays(3650)));
    for (Duration bad :
        List.of(
            Duration.ZERO, Duration.ofDays(-1), Duration.ofMillis(59_999), Duration.ofDays(3651))) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> KeyRotation.afterAge(bad));
      assertEquals(
          "key rotation age: given " + bad + ", allowed is 1 minute to 3650 days",
          refused.getMessage());
    }
  }

  @Test
  void usesFromOne_areAllowed() {
    assertDoesNotThrow(() -> KeyRotation.afterUses(Long.MAX_VALUE));
    for (long bad : new long[] {0, -1}) {
      assertThrows(InvalidInputException.class, () -> KeyRotation.afterUses(bad));
      assertThrows(
          InvalidInputException.class,
          () -> KeyRotation.afterAge(Duration.ofDays(1)).orAfterUses(bad));
    }
  }
}
