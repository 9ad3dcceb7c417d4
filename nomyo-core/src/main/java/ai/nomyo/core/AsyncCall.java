// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.error.CallCancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Runs a blocking call on an executor and hands out its future. When anybody else completes that
 * future, by cancelling it or by a timeout, the call is interrupted. An executor that was shut down
 * cancels it.
 */
final class AsyncCall<T> implements Runnable {

  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final Supplier<T> call;
  private volatile boolean over;

  private AsyncCall(Supplier<T> call) {
    this.call = call;
  }

  static <T> CompletableFuture<T> start(Supplier<T> call, ExecutorService executor) {
    AsyncCall<T> async = new AsyncCall<>(call);
    try {
      Future<?> running = executor.submit(async);
      async.future.whenComplete((answer, failure) -> async.abortUnlessOver(running));
    } catch (RejectedExecutionException closed) {
      async.future.completeExceptionally(new CallCancelledException(null));
    }
    return async.future;
  }

  private void abortUnlessOver(Future<?> running) {
    if (!over) {
      running.cancel(true);
    }
  }

  @Override
  public void run() {
    try {
      T answer = call.get();
      over = true;
      future.complete(answer);
    } catch (Throwable failure) {
      // Checked exceptions, too, which other languages throw from suppliers. Whoever waits on the
      // future is the only one to tell.
      over = true;
      future.completeExceptionally(failure);
    }
  }
}
