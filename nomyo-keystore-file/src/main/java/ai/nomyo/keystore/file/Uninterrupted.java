package ai.nomyo.keystore.file;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work on a thread that nobody else knows. An interrupt closes the file its thread is writing
 * to, and a lock with it; a change of keys is to be left before it begins or after it is done. The
 * caller's thread stays interrupted.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  /** Waits for the work, however often the caller is interrupted. */
  static <T> T run(Callable<T> work) throws ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "nomyo-key-files");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
