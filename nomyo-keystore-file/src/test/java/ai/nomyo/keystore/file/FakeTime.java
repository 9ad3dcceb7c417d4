// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A clock that moves only when somebody waits, and a calendar that never does. */
final class FakeTime implements Time {

  private final Instant now;
  private Duration waited = Duration.ZERO;
  private int waits;

  /** Runs while somebody waits. */
  Runnable meanwhile = () -> {};

  FakeTime(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public long nanos() {
    return waited.toNanos();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public boolean await(CountDownLatch signal, Duration duration) {
    waits++;
    waited = waited.plus(duration);
    meanwhile.run();
    return signal.getCount() == 0;
  }

  Duration waited() {
    return waited;
  }

  int waits() {
    return waits;
  }
}
