package ai.nomyo.core.threads;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
