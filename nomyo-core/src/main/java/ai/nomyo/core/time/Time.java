// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clocks, and waiting. Safe for use by many threads. */
public interface Time {

  /** That of this machine. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public boolean await(CountDownLatch signal, Duration longest) throws InterruptedException {
          return signal.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        }
      };

  /** A clock for differences, as {@link System#nanoTime} is one. */
  long nanos();

  /** The time of day. */
  Instant now();

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is interrupted before or meanwhile
   */
  default void sleep(Duration duration) throws InterruptedException {
    await(new CountDownLatch(1), duration);
  }

  /**
   * Waits for a signal.
   *
   * @return whether it came in time
   * @throws InterruptedException if the thread is interrupted before or meanwhile
   */
  boolean await(CountDownLatch signal, Duration longest) throws InterruptedException;
}
