// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.threads.DaemonThreads;
import ai.nomyo.error.CallCancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncCallTest {

  private final ExecutorService executor = DaemonThreads.newExecutor("test");

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void answerAndFailure_completeTheFuture() {
    assertEquals(7, AsyncCall.start(() -> 7, executor).join());
    IllegalStateException failure = new IllegalStateException();
    CompletableFuture<Integer> failed =
        AsyncCall.start(
            () -> {
              throw failure;
            },
            executor);
    assertSame(failure, assertThrows(CompletionException.class, failed::join).getCause());
  }

  /** As a supplier of API keys in Kotlin may throw. */
  @Test
  void checkedExceptionFromNowhere_completesTheFuture() {
    Exception failure = new Exception();
    CompletableFuture<Integer> failed =
        AsyncCall.start(() -> AsyncCallTest.<RuntimeException>sneak(failure), executor)
            .orTimeout(1, TimeUnit.MINUTES);
    assertSame(failure, assertThrows(CompletionException.class, failed::join).getCause());
  }

  @SuppressWarnings("unchecked") // which is the point
  private static <E extends Exception> int sneak(Exception thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void cancelling_interruptsTheCall() throws Exception {
    assertInterruptedBy(future -> future.cancel(false));
  }

  @Test
  void aTimeoutOfTheFuture_interruptsTheCall() throws Exception {
    assertInterruptedBy(future -> future.orTimeout(1, TimeUnit.MILLISECONDS));
  }

  private void assertInterruptedBy(Consumer<CompletableFuture<String>> end) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CompletableFuture<String> future =
        AsyncCall.start(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException expected) {
                interrupted.countDown();
              }
              return "too late";
            },
            executor);
    begun.await();
    end.accept(future);
    interrupted.await();
    assertThrows(Exception.class, future::join);
  }

  @Test
  void executorThatWasShutDown_cancelsTheCall() {
    executor.shutdownNow();
    CompletableFuture<Integer> future = AsyncCall.start(() -> 7, executor);
    assertInstanceOf(
        CallCancelledException.class,
        assertThrows(CompletionException.class, future::join).getCause());
  }

  @Test
  void completedCall_leavesItsThreadUninterrupted() throws Exception {
    CompletableFuture<Thread> thread = AsyncCall.start(Thread::currentThread, executor);
    assertFalse(thread.get().isInterrupted());
    assertTrue(AsyncCall.start(() -> !Thread.currentThread().isInterrupted(), executor).get());
  }
}
