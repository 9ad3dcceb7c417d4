// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.threads;

import ai.nomyo.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Time that passes when a test says so; work is done on the test's own thread. */
public final class FakeBackground implements Background {

  private record Work(Duration due, Runnable run) {}

  private final List<Work> waiting = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private boolean closed;

  @Override
  public void after(Duration delay, Runnable work) {
    if (!closed) {
      waiting.add(new Work(now.plus(delay), work));
    }
  }

  /** Does what is due already. */
  public void work() {
    pass(Duration.ZERO);
  }

  /** Lets time pass, and does what is due meanwhile, in order. */
  public void pass(Duration time) {
    Duration end = now.plus(time);
    for (Optional<Work> next = next(end); next.isPresent(); next = next(end)) {
      waiting.remove(next.get());
      now = next.get().due();
      next.get().run().run();
    }
    now = end;
  }

  /** How much time has passed. */
  public Duration now() {
    return now;
  }

  /** The same as a clock. */
  public Time time() {
    return new Time() {
      @Override
      public long nanos() {
        return now.toNanos();
      }

      @Override
      public Instant now() {
        return Instant.EPOCH.plus(now);
      }

      @Override
      public boolean await(CountDownLatch signal, Duration longest) {
        pass(longest);
        return signal.getCount() == 0;
      }
    };
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  private Optional<Work> next(Duration end) {
    return waiting.stream()
        .filter(work -> work.due().compareTo(end) <= 0)
        .min(Comparator.comparing(Work::due));
  }

  @Override
  public void close() {
    closed = true;
    waiting.clear();
  }
}
