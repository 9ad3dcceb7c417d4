// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicLong nanos = new AtomicLong(-17);
  private final RateLimiter limiter = new RateLimiter(2, 3, nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private long reserveMillis() {
    return limiter.reserve(LONG).orElseThrow().toMillis();
  }

  @Test
  void burst_goesAtOnce_andTheRestAtTheRate() {
    assertEquals(
        List.of(0L, 0L, 0L, 500L, 1000L, 1500L),
        List.of(
            reserveMillis(),
            reserveMillis(),
            reserveMillis(),
            reserveMillis(),
            reserveMillis(),
            reserveMillis()));
  }

  @Test
  void pause_fillsTheBurst_andNoMore() {
    burst_goesAtOnce_andTheRestAtTheRate();
    pass(3_600_000);
    burst_goesAtOnce_andTheRestAtTheRate();
  }

  @Test
  void partOfAPause_countsForItsPart() {
    burst_goesAtOnce_andTheRestAtTheRate();
    pass(1750);
    assertEquals(250, reserveMillis());
  }

  @Test
  void turnThatComesTooLate_isNotTaken() {
    for (int i = 0; i < 3; i++) {
      reserveMillis();
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.empty(), limiter.reserve(Duration.ofMillis(499)));
    }
    assertEquals(500, reserveMillis());
  }

  @Test
  void turnsGivenBack_areTakenBeforeNewOnes_inTheirOrder() {
    burst_goesAtOnce_andTheRestAtTheRate();
    limiter.giveBack(Duration.ofSeconds(1));
    limiter.giveBack(Duration.ofMillis(500));
    assertEquals(Optional.empty(), limiter.reserve(Duration.ofMillis(499)));
    assertEquals(
        List.of(500L, 1000L, 2000L), List.of(reserveMillis(), reserveMillis(), reserveMillis()));
  }

  @Test
  void turnGivenBack_thatNobodyTakes_isOver() {
    burst_goesAtOnce_andTheRestAtTheRate();
    limiter.giveBack(Duration.ofMillis(500));
    limiter.giveBack(Duration.ZERO);
    pass(501);
    assertEquals(1499, reserveMillis());
  }

  @Test
  void unlimited_neverWaits() {
    RateLimiter unlimited = RateLimiter.unlimited();
    for (int i = 0; i < 1000; i++) {
      assertEquals(Optional.of(Duration.ZERO), unlimited.reserve(Duration.ZERO));
    }
  }

  @Test
  void badNumbers_areRefused() {
    for (double rate : new double[] {0, -1, 1e7, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(InvalidInputException.class, () -> RateLimiter.of(rate, 1));
    }
    assertThrows(InvalidInputException.class, () -> RateLimiter.of(1, 0));
    assertThrows(InvalidInputException.class, () -> RateLimiter.of(1, 1_000_001));
  }
}
