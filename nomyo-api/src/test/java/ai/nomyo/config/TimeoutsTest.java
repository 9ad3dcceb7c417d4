// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

  @Test
  void defaults_are10And60Seconds() {
    assertEquals(new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60)), Timeouts.DEFAULT);
  }

  @Test
  void durationsFromAMillisecondToADay_areAllowed() {
    Duration good = Duration.ofSeconds(1);
    assertDoesNotThrow(() -> new Timeouts(Duration.ofMillis(1), Duration.ofDays(1)));
    for (Duration bad :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2), Duration.ofNanos(9))) {
      assertThrows(InvalidInputException.class, () -> new Timeouts(bad, good));
      assertThrows(InvalidInputException.class, () -> new Timeouts(good, bad));
    }
  }
}
