// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A run on a thread of its own. When anybody else completes its future, by cancelling it or by a
 * timeout, the thread is interrupted.
 */
final class AsyncRun<T> implements Runnable {

  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final Supplier<T> run;
  private volatile boolean over;

  private AsyncRun(Supplier<T> run) {
    this.run = run;
  }

  static <T> CompletableFuture<T> start(Supplier<T> run) {
    AsyncRun<T> async = new AsyncRun<>(run);
    Thread thread = new Thread(async, "nomyo-tools");
    thread.setDaemon(true);
    async.future.whenComplete((value, failure) -> async.abortUnlessOver(thread));
    thread.start();
    return async.future;
  }

  private void abortUnlessOver(Thread thread) {
    if (!over) {
      thread.interrupt();
    }
  }

  @Override
  public void run() {
    try {
      T value = run.get();
      over = true;
      future.complete(value);
    } catch (Throwable failure) {
      // Checked exceptions, too, which other languages throw from anywhere. Whoever waits on the
      // future is the only one to tell.
      over = true;
      future.completeExceptionally(failure);
    }
  }
}
