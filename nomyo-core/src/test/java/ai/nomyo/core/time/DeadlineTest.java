// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.DeadlineExceededException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final FakeTime time = new FakeTime();
  private final Deadline deadline = Deadline.after(Duration.ofSeconds(2), time);

  @Test
  void left_growsLessAndIsNeverNegative() {
    assertEquals(Duration.ofSeconds(2), deadline.left());
    time.pass(Duration.ofMillis(1500));
    assertEquals(Duration.ofMillis(500), deadline.leftFor("x", null));
    assertFalse(deadline.isOver());
    time.pass(Duration.ofDays(1));
    assertEquals(Duration.ZERO, deadline.left());
    assertTrue(deadline.isOver());
  }

  @Test
  void lastMillisecond_isStillInTime_andAFractionOfItIsNot() {
    time.pass(Duration.ofMillis(1999));
    assertEquals(Duration.ofMillis(1), deadline.leftFor("x", null));
    time.pass(Duration.ofNanos(1));
    assertThrows(DeadlineExceededException.class, () -> deadline.leftFor("x", null));
  }

  @Test
  void late_saysHowLongItMightTake_andWhatItWasAt() {
    time.pass(Duration.ofSeconds(2));
    DeadlineExceededException late =
        assertThrows(DeadlineExceededException.class, () -> deadline.leftFor("doing it", "id-1"));
    assertEquals(
        "the call was not done within its deadline of 2000 ms: doing it", late.getMessage());
    assertEquals(Optional.of("id-1"), late.payloadId());
    assertTrue(late.retryable());
  }
}
