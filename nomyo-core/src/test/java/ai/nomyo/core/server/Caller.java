// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread with a result, which makes a call under its name as the payload id. */
final class Caller<T> extends Thread {

  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  interface Step<T> {
    T under(String payloadId);
  }

  private final FutureTask<T> task;

  Caller(Callable<T> call, String name) {
    this(new FutureTask<>(call), name);
  }

  private Caller(FutureTask<T> task, String name) {
    super(task, name);
    this.task = task;
    setDaemon(true);
  }

  T result() throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw (RuntimeException) failed.getCause();
    }
  }

  static <T> List<Caller<T>> start(int threads, Step<T> call) {
    List<Caller<T>> callers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String payloadId = "call-" + i;
      Caller<T> caller = new Caller<>(() -> call.under(payloadId), payloadId);
      caller.start();
      callers.add(caller);
    }
    return callers;
  }

  static void awaitWaiting(List<? extends Thread> threads) {
    for (Thread thread : threads) {
      while (!WAITING.contains(thread.getState())) {
        Thread.onSpinWait();
      }
    }
  }
}
