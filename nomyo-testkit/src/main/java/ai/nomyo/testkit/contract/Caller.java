// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that sends one request and can be disturbed while it waits. */
final class Caller {

  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

  private final Thread thread;
  private volatile @Nullable TransportException failure;
  private volatile boolean interruptStatus;

  private Caller(Transport transport, TransportRequest request) {
    this.thread = new Thread(() -> send(transport, request), "caller");
    thread.setDaemon(true);
    thread.start();
  }

  static Caller sending(Transport transport, TransportRequest request) {
    return new Caller(transport, request);
  }

  private void send(Transport transport, TransportRequest request) {
    try {
      transport.send(request);
    } catch (TransportException e) {
      failure = e;
    } finally {
      interruptStatus = Thread.currentThread().isInterrupted();
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits for the call to fail. */
  TransportException awaitFailure() throws InterruptedException {
    thread.join(PATIENCE_MILLIS);
    assertFalse(thread.isAlive(), "the call has not returned");
    return assertInstanceOf(TransportException.class, failure, "the call did not fail");
  }

  /** Whether the call left its thread with an interrupt status. */
  boolean wasInterrupted() {
    return interruptStatus;
  }
}
