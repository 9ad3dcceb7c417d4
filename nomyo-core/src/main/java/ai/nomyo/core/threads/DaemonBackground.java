// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.threads;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A thread of its own, which is there once there is work. */
public final class DaemonBackground implements Background {

  private final ScheduledExecutorService scheduler;

  /**
   * @param threadName what the thread is called, followed by a number
   */
  public DaemonBackground(String threadName) {
    scheduler = DaemonThreads.newScheduler(threadName);
  }

  @Override
  public void after(Duration delay, Runnable work) {
    scheduler.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    scheduler.shutdown();
  }
}
