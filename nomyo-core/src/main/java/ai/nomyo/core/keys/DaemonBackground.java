package ai.nomyo.core.keys;

import ai.nomyo.core.threads.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A thread of its own, which is there once there is work. */
final class DaemonBackground implements Background {

  static final String THREAD_NAME = "nomyo-key-rotation";

  private final ScheduledExecutorService scheduler = DaemonThreads.newScheduler(THREAD_NAME);

  @Override
  public void after(Duration delay, Runnable work) {
    scheduler.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    scheduler.shutdown();
  }
}
