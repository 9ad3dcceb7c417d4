// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-06T08:49:07Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "' 120 ', 120", "999999999, 999999999"})
  void seconds(String value, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.in(value, NOW));
  }

  @Test
  void date_countsFromNow() {
    assertEquals(
        Optional.of(Duration.ofSeconds(30)), RetryAfter.in("Fri, 06 Nov 2026 08:49:37 GMT", NOW));
  }

  @Test
  void dateThatIsPast_isNow() {
    assertEquals(Optional.of(Duration.ZERO), RetryAfter.in("Sun, 06 Nov 1994 08:49:37 GMT", NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "1.5", "soon", "9999999999", "Fri, 31 Feb 2026 08:49:37 GMT", "٣"})
  void anythingElse_isNothing(String value) {
    assertEquals(Optional.empty(), RetryAfter.in(value, NOW));
  }
}
