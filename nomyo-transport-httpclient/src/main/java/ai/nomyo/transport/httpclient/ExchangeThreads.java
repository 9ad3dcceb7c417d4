package ai.nomyo.transport.httpclient;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads on which exchanges run: as many as there are exchanges. */
final class ExchangeThreads {

  private ExchangeThreads() {}

  static ExecutorService open() {
    try {
      // JDK 21 and later.
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return Executors.newCachedThreadPool(ExchangeThreads::daemon);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "nomyo-exchange");
    thread.setDaemon(true);
    return thread;
  }
}
