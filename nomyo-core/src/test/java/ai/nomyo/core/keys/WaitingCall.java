// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.keys.FakeRsaKeys.FakeKey;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A call on a thread of its own that waits for a ring's first key. */
final class WaitingCall {

  /** Stands still, and tells when it was looked at: by the deadline, then by the call. */
  private static final class Clock implements Time {

    final CountDownLatch looks = new CountDownLatch(2);

    @Override
    public long nanos() {
      looks.countDown();
      return 0;
    }

    @Override
    public Instant now() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean await(CountDownLatch signal, Duration longest) {
      throw new UnsupportedOperationException();
    }
  }

  private final FutureTask<FakeKey> call;
  private final Thread thread;
  private volatile boolean leftInterrupted;

  private WaitingCall(KeyRing ring, Deadline deadline, String payloadId) {
    call = new FutureTask<>(() -> keyOf(ring, deadline, payloadId));
    thread = new Thread(call);
  }

  private FakeKey keyOf(KeyRing ring, Deadline deadline, String payloadId) {
    try (KeyLease lease = ring.lease(deadline, payloadId)) {
      return (FakeKey) lease.key();
    } finally {
      leftInterrupted = Thread.currentThread().isInterrupted();
    }
  }

  /** Returns when the call knows which making it waits for; its deadline is a minute. */
  static WaitingCall on(KeyRing ring, String payloadId) throws InterruptedException {
    Clock clock = new Clock();
    WaitingCall waiting =
        new WaitingCall(ring, Deadline.after(Duration.ofMinutes(1), clock), payloadId);
    waiting.thread.start();
    clock.looks.await();
    return waiting;
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean leftInterrupted() {
    return leftInterrupted;
  }

  FakeKey key() throws Exception {
    return call.get();
  }

  <E extends Exception> E failure(Class<E> type) {
    return assertInstanceOf(
        type, assertThrows(ExecutionException.class, call::get).getCause(), "the failure");
  }
}
