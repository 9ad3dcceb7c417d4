// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import java.util.concurrent.CountDownLatch;

/** Holds up the thread that comes through it, until it is opened. */
final class Gate implements Runnable {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile Thread visitor;

  @Override
  public void run() {
    visitor = Thread.currentThread();
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** The thread that is held up, once there is one. */
  Thread visitor() throws InterruptedException {
    reached.await();
    return visitor;
  }

  void open() {
    opened.countDown();
  }

  /** Waits until the thread that was held up has come to its end. */
  void openAndJoin() {
    open();
    try {
      visitor().join();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
