// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Time that passes when a test says so, or somebody sleeps. */
public final class FakeTime implements Time {

  /**
   * Like the JVM's, from anywhere: the nanoseconds overflow within a test, and only differences
   * count.
   */
  private static final long ORIGIN = Long.MAX_VALUE - Duration.ofMillis(300).toNanos();

  private final Instant start = Instant.parse("2030-01-01T00:00:00Z");
  private final List<Duration> sleeps = new ArrayList<>();
  private Duration passed = Duration.ZERO;

  /** Lets time pass. */
  public synchronized void pass(Duration duration) {
    passed = passed.plus(duration);
  }

  /** How long was slept, each time. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  @Override
  public synchronized long nanos() {
    return ORIGIN + passed.toNanos();
  }

  @Override
  public synchronized Instant now() {
    return start.plus(passed);
  }

  @Override
  public synchronized boolean await(CountDownLatch signal, Duration duration)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    sleeps.add(duration);
    pass(duration);
    return signal.getCount() == 0;
  }
}
