// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.threads.DaemonThreads;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.KeyFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of a ring's first key, on a thread of its own that keeps no JVM alive, and the calls
 * that wait for it. It goes on when they do not.
 */
final class FirstKey {

  static final String THREAD_NAME = "nomyo-first-key";

  private static final Logger LOG = LoggerFactory.getLogger(FirstKey.class);

  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private @Nullable Throwable failure;
  private int waiting;

  private FirstKey() {}

  /**
   * Begins at once.
   *
   * @param work calls {@link #end} or {@link #fail}
   */
  static FirstKey begin(Consumer<FirstKey> work) {
    FirstKey first = new FirstKey();
    DaemonThreads.named(THREAD_NAME).newThread(() -> work.accept(first)).start();
    return first;
  }

  /**
   * Waits for the end.
   *
   * @throws DeadlineExceededException if the call is late
   * @throws CallCancelledException if the thread is interrupted, whose status is kept
   * @throws KeyFileException if the key was not made; so do {@link BackendUnavailableException},
   *     and {@link IllegalStateException} for what is nobody's fault but an adapter's. Each call
   *     gets one of its own.
   */
  void await(Deadline deadline, @Nullable String payloadId) {
    join();
    try {
      over.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      leave();
      throw deadline.exceeded("making the client's key", payloadId, null);
    } catch (InterruptedException interrupted) {
      leave();
      Thread.currentThread().interrupt();
      throw new CallCancelledException(payloadId);
    } catch (ExecutionException failed) {
      throw retold(failed.getCause(), payloadId);
    }
  }

  /** A client records its attempts in what it throws, so calls cannot share it. */
  private static RuntimeException retold(Throwable failure, @Nullable String payloadId) {
    if (failure instanceof KeyFileException refused) {
      return new KeyFileException(refused.getMessage(), payloadId, refused.getCause());
    }
    if (failure instanceof BackendUnavailableException refused) {
      return new BackendUnavailableException(refused.getMessage(), refused.getCause());
    }
    return new IllegalStateException("the client's key could not be made", failure);
  }

  /** There is a key, or none will be needed any more. Without effect after an end of any kind. */
  void end() {
    over.complete(null);
  }

  /** There will be no key. If no call is left that waits to be told, the log is. */
  synchronized void fail(Throwable failure) {
    if (over.completeExceptionally(failure)) {
      this.failure = failure;
      logIfUntold();
    }
  }

  private synchronized void join() {
    waiting++;
  }

  /** Of a call that gave up, perhaps in the moment of the failure. */
  private synchronized void leave() {
    waiting--;
    logIfUntold();
  }

  private void logIfUntold() {
    if (failure != null && waiting == 0) {
      LOG.warn(
          "the client's first key was not made, and no call waits for it: {}", Reason.of(failure));
    }
  }
}
