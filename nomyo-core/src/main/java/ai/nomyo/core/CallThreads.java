package ai.nomyo.core;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that calls run on: virtual ones where the JVM has them (21 and later). */
public final class CallThreads {

  private CallThreads() {}

  /**
   * An executor that starts a thread for every task, or reuses an idle one; none keeps the JVM
   * alive.
   *
   * @param name what platform threads are called, followed by a number
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
