// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.config.RetrySettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static List<Long> millis(double random, int count) {
    Backoff backoff = new Backoff(() -> random);
    return IntStream.range(0, count)
        .mapToObj(retries -> backoff.delay(RetrySettings.DEFAULT, retries).toMillis())
        .toList();
  }

  @Test
  void delay_doublesUpToTheLongest() {
    assertEquals(List.of(1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L), millis(0.5, 7));
  }

  @Test
  void delay_variesByAQuarterEitherWay() {
    assertEquals(List.of(750L, 1500L), millis(0, 2));
    assertEquals(List.of(1250L, 2500L), millis(1, 2));
  }

  @Test
  void manyRetries_overflowNothing() {
    Backoff backoff = new Backoff(() -> 0.5);
    RetrySettings slow =
        RetrySettings.builder()
            .firstDelay(Duration.ofHours(1))
            .longestDelay(Duration.ofHours(1))
            .build();
    assertEquals(Duration.ofHours(1), backoff.delay(slow, 1000));
  }
}
