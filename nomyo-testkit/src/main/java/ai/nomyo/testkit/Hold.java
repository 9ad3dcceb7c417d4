// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Holds an answer back until the test lets it go, so that slow routers need no sleeping.
 *
 * <pre>{@code
 * Hold hold = new Hold();
 * router.next(Script.held(hold));
 * var answer = client.createAsync(request);
 * hold.awaitArrival();
 * answer.cancel(true);
 * hold.awaitDisconnect();
 * }</pre>
 *
 * <p>For one request, or for several that all wait for the same release. Once released it holds
 * nothing any more. A router that is closed lets go of what it holds without answering. Safe for
 * use by many threads.
 */
public final class Hold {

  private static final long PATIENCE_SECONDS = 30;
  private static final long POLL_MILLIS = 5;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch disconnected = new CountDownLatch(1);

  /** Nothing is held yet. */
  public Hold() {}

  /**
   * Waits until a request was read and its answer is being held.
   *
   * @throws AssertionError if that does not happen within 30 s
   */
  public void awaitArrival() throws InterruptedException {
    await(arrived, "no answer was held");
  }

  /**
   * Waits until a client whose answer is being held has closed its connection.
   *
   * @throws AssertionError if that does not happen within 30 s
   */
  public void awaitDisconnect() throws InterruptedException {
    await(disconnected, "no client disconnected");
  }

  private static void await(CountDownLatch latch, String complaint) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(complaint + " within " + PATIENCE_SECONDS + " s");
    }
  }

  /** Lets the answers go. Idempotent. */
  public void release() {
    released.countDown();
  }

  /**
   * Waits for the release: what a server does that holds something back.
   *
   * @param gone says whether the client has left meanwhile; asked every few milliseconds
   * @return false if the client has left
   */
  public boolean holds(BooleanSupplier gone) throws InterruptedException {
    arrived.countDown();
    while (!released.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (gone.getAsBoolean()) {
        disconnected.countDown();
        return false;
      }
    }
    return true;
  }
}
