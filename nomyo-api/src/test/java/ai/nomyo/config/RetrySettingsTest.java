// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetrySettingsTest {

  @Test
  void defaults_areTwoRetriesAfterASecond() {
    RetrySettings settings = RetrySettings.DEFAULT;
    assertEquals(2, settings.maxRetries());
    assertEquals(Duration.ofSeconds(1), settings.firstDelay());
    assertEquals(Duration.ofSeconds(30), settings.longestDelay());
    assertFalse(settings.onlyUnsent());
    assertEquals(0.2, settings.budgetShare());
    assertEquals(10, settings.budgetReserve());
    assertEquals(0, RetrySettings.none().maxRetries());
  }

  @Test
  void newBuilder_keepsEverything() {
    RetrySettings settings =
        RetrySettings.builder()
            .maxRetries(5)
            .firstDelay(Duration.ofMillis(3))
            .longestDelay(Duration.ofMillis(7))
            .onlyUnsent(true)
            .budget(1.5, 77)
            .build();
    RetrySettings copy = settings.newBuilder().build();
    assertEquals(settings.maxRetries(), copy.maxRetries());
    assertEquals(settings.firstDelay(), copy.firstDelay());
    assertEquals(settings.longestDelay(), copy.longestDelay());
    assertEquals(settings.onlyUnsent(), copy.onlyUnsent());
    assertEquals(settings.budgetShare(), copy.budgetShare());
    assertEquals(settings.budgetReserve(), copy.budgetReserve());
  }

  @Test
  void valuesOutOfRange_areRefused_withNameAndRange() {
    RetrySettings.Builder builder = RetrySettings.builder();
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> builder.maxRetries(11));
    assertEquals("max retries: given 11, allowed is 0 to 10", refused.getMessage());
    assertThrows(InvalidInputException.class, () -> builder.maxRetries(-1));
    assertThrows(InvalidInputException.class, () -> builder.firstDelay(Duration.ZERO));
    assertThrows(InvalidInputException.class, () -> builder.longestDelay(Duration.ofHours(2)));
    assertThrows(InvalidInputException.class, () -> builder.budget(-0.1, 1));
    assertThrows(InvalidInputException.class, () -> builder.budget(Double.NaN, 1));
    assertThrows(InvalidInputException.class, () -> builder.budget(1, 10_001));
  }
}
