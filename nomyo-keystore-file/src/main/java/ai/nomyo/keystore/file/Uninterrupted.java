// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work on a thread that nobody else knows. An interrupt closes the file its thread is writing
 * to, and a lock with it; a change of keys is to be left before it begins or after it is done. The
 * caller's thread stays interrupted.
 */
final class Uninterrupted {

  /** What is to be brought to an end. */
  interface Work<T> {
    T run() throws IOException, KeyStorageException;
  }

  private Uninterrupted() {}

  /** Waits for the work, however often the caller is interrupted. */
  static <T> T run(Work<T> work) throws IOException, KeyStorageException {
    try {
      return await(new FutureTask<>(work::run));
    } catch (ExecutionException failed) {
      throw unwrapped(failed.getCause());
    }
  }

  private static <T> T await(FutureTask<T> task) throws ExecutionException {
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

  private static IOException unwrapped(Throwable cause) throws IOException, KeyStorageException {
    if (cause instanceof KeyStorageException refusal) {
      throw refusal;
    }
    if (cause instanceof IOException failure) {
      throw failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) cause;
  }
}
