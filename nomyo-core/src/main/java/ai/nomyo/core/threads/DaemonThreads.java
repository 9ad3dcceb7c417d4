// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.threads;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that keep no JVM alive: virtual ones where the JVM has them (21 and later). */
public final class DaemonThreads {

  private DaemonThreads() {}

  /**
   * An executor that starts a thread for every task, or reuses an idle one. The caller shuts it
   * down.
   *
   * @param name what platform threads are called, followed by a number; virtual ones have no name
   */
  public static ExecutorService newExecutor(String name) {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException beforeJava21) {
      return platformThreads(name);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("the JVM refuses virtual threads", impossible);
    }
  }

  private static ExecutorService platformThreads(String name) {
    return Executors.newCachedThreadPool(named(name));
  }

  /**
   * One thread, started by the first task, for tasks that have a delay. After {@code shutdown},
   * what runs comes to its end, and what waits is dropped, as is what comes later. The caller shuts
   * it down.
   *
   * @param name what the thread is called, followed by a number
   */
  static ScheduledExecutorService newScheduler(String name) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, named(name), new ThreadPoolExecutor.DiscardPolicy());
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return scheduler;
  }

  /**
   * Platform threads.
   *
   * @param name what they are called, followed by a number
   */
  public static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
