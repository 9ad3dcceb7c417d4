// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.ServiceUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ServerKeyCacheTest {

  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
  private static final Duration LIFETIME = Duration.ofMinutes(60);

  private final FakeTransport transport = new FakeTransport();
  private final FakeBackground background = new FakeBackground();
  private final Router router =
      new Router(
          RouterAddress.of("https://router.example", false),
          transport,
          1 << 20,
          new FakeKeys(),
          new JsonCodec(),
          new ServerKeyPins(List.of()),
          background.time());
  private final ServerKeyCache cache = keepingFor(LIFETIME);

  private ServerKeyCache keepingFor(Duration lifetime) {
    return new ServerKeyCache(
        router, lifetime, Timeouts.DEFAULT, new Events(List.of()), background.time(), background);
  }

  /** Serves the key with a number, held back while it is told to. */
  private static final class FakeTransport implements Transport {
    final AtomicInteger fetches = new AtomicInteger();
    final CountDownLatch arrived = new CountDownLatch(1);
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile int keyNumber = 1;
    volatile int status = 200;
    volatile @Nullable TransportException failure;
    volatile boolean onlyFailure;

    @Override
    public TransportResponse send(TransportRequest request) throws TransportException {
      fetches.incrementAndGet();
      arrived.countDown();
      try {
        gate.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new TransportException(Kind.CANCELLED, false, "interrupted", null);
      }
      TransportException thrown = failure;
      if (thrown != null) {
        failure = onlyFailure ? null : thrown;
        throw thrown;
      }
      String pem = Pem.ofPublicKey(spki(keyNumber));
      return TransportResponse.of(status, Map.of(), pem.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {}
  }

  private static Bytes spki(int number) {
    return Bytes.copyOf(new byte[] {'k', (byte) number});
  }

  private static Call call(@Nullable String payloadId) {
    return new Call(
        payloadId, Timeouts.DEFAULT, Deadline.after(Duration.ofMinutes(5), Time.SYSTEM));
  }

  private void assertLent(int keyNumber, boolean cached, ServerKey lent) {
    assertEquals(spki(keyNumber), lent.key().key().spki());
    assertEquals(cached, lent.cached());
  }

  private void assertFetches(int expected) {
    assertEquals(expected, transport.fetches.get());
  }

  @Nested
  class Lifetime {

    @Test
    void keyIsFetchedOnce_andThenKept() {
      assertLent(1, false, cache.key(call(null)));
      assertLent(1, true, cache.key(call(null)));
      assertFetches(1);
    }

    @Test
    void unusedKey_isNotFetchedAhead_butByTheCallThatFindsItTooOld() {
      cache.key(call(null));
      background.pass(LIFETIME);
      assertFetches(1);
      assertLent(1, false, cache.key(call(null)));
      assertFetches(2);
    }

    @Test
    void keyIsKept_untilItsVeryEnd() {
      cache.key(call(null));
      background.pass(LIFETIME.minusNanos(1));
      assertTrue(cache.key(call(null)).cached());
    }

    @Test
    void usedKey_isFetchedAheadOfItsEnd_whileCallsUseIt() {
      cache.key(call(null));
      cache.key(call(null));
      transport.keyNumber = 2;
      background.pass(Duration.ofMinutes(54).minusNanos(1));
      assertLent(1, true, cache.key(call(null)));
      background.pass(Duration.ofNanos(1));
      assertLent(2, true, cache.key(call(null)));
      assertFetches(2);
      background.pass(Duration.ofMinutes(54));
      assertFetches(3);
    }

    @Test
    void keyThatIsUsedShortlyBeforeItsEnd_isFetchedAtOnce() {
      cache.key(call(null));
      background.pass(Duration.ofMinutes(59));
      cache.key(call(null));
      background.work();
      assertFetches(2);
    }

    @Test
    void keyThatWasReplacedMeanwhile_isNotFetchedAhead() {
      cache.key(call(null));
      cache.key(call(null));
      background.pass(Duration.ofMinutes(30));
      cache.fetch(call(null));
      background.pass(Duration.ofMinutes(30));
      assertFetches(2);
    }

    @Test
    void failureAhead_leavesTheKeyInUse_untilItsEnd() {
      cache.key(call(null));
      cache.key(call(null));
      transport.failure = new TransportException(Kind.CONNECT, false, "refused", null);
      background.pass(Duration.ofMinutes(59));
      assertTrue(cache.key(call(null)).cached());
      background.pass(Duration.ofMinutes(1));
      assertThrows(ApiConnectionException.class, () -> cache.key(call(null)));
      assertFetches(3);
    }

    @Test
    void lifetimeOfZero_fetchesForEveryCall() {
      ServerKeyCache keepingNone = keepingFor(Duration.ZERO);
      assertLent(1, false, keepingNone.key(call(null)));
      assertLent(1, false, keepingNone.key(call(null)));
      assertFetches(2);
    }

    @Test
    void explicitFetch_asksTheRouter_andCallsUseWhatCame() {
      cache.key(call(null));
      transport.keyNumber = 2;
      assertEquals(spki(2), cache.fetch(call(null)).key().spki());
      assertLent(2, true, cache.key(call(null)));
      assertFetches(2);
    }

    @Test
    void closedCache_keepsNothing_andFetchesNothingAhead() {
      cache.key(call(null));
      cache.key(call(null));
      cache.close();
      assertTrue(background.isClosed());
      background.pass(LIFETIME);
      assertFetches(1);
      assertFalse(cache.key(call(null)).cached());
    }

    @Test
    void backgroundThread_isThereFromTheFirstReuse_untilTheClose() throws Exception {
      ServerKeyCache real =
          new ServerKeyCache(
              router, LIFETIME, Timeouts.DEFAULT, new Events(List.of()), Time.SYSTEM);
      real.key(call(null));
      assertEquals(Optional.empty(), backgroundThread());
      real.key(call(null));
      Thread thread = backgroundThread().orElseThrow();
      assertTrue(thread.isDaemon());
      real.close();
      thread.join();
    }

    private static Optional<Thread> backgroundThread() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith(ServerKeyCache.THREAD_NAME))
          .findAny();
    }
  }

  @Nested
  class Refused {

    private final ServerKey fresh = cache.key(call(null));
    private final ServerKey kept = cache.key(call(null));

    @Test
    void keyThatCameFresh_isNotTheReason() {
      transport.keyNumber = 2;
      assertEquals(Optional.empty(), cache.changedSince(fresh, call(null)));
      assertFetches(1);
    }

    @Test
    void keyThatIsStillTheSame_isNotTheReason() {
      assertEquals(Optional.empty(), cache.changedSince(kept, call(null)));
      assertFetches(2);
    }

    @Test
    void keyThatChanged_isReplaced_forThisCallAndTheNext() {
      transport.keyNumber = 2;
      ServerKey changed = cache.changedSince(kept, call(null)).orElseThrow();
      assertEquals(spki(2), changed.key().key().spki());
      assertSame(changed.key(), cache.key(call(null)).key());
      assertFetches(2);
    }

    @Test
    void keyThatWasFetchedSince_isNotFetchedAgain() {
      ServerKey other = cache.key(call(null));
      transport.keyNumber = 2;
      cache.changedSince(kept, call(null));
      assertEquals(spki(2), cache.changedSince(other, call(null)).orElseThrow().key().key().spki());
      assertFetches(2);
    }

    @Test
    void failureToAsk_isTheCalls_andTheKeyStays() {
      transport.status = 503;
      NomyoException failure =
          assertThrows(
              ServiceUnavailableException.class, () -> cache.changedSince(kept, call("call-1")));
      assertEquals(Optional.of("call-1"), failure.payloadId());
      assertTrue(cache.key(call(null)).cached());
    }

    @Test
    void manyRefusalsAtOnce_causeOneFetch() throws Exception {
      transport.keyNumber = 2;
      transport.gate = new CountDownLatch(1);
      List<Caller<Optional<ServerKey>>> callers =
          start(16, id -> cache.changedSince(kept, call(id)));
      awaitWaiting(callers);
      transport.gate.countDown();
      for (Caller<Optional<ServerKey>> caller : callers) {
        assertEquals(spki(2), caller.result().orElseThrow().key().key().spki());
      }
      assertFetches(2);
    }
  }

  @Nested
  class SharedFetch {

    @Test
    void manyThreads_waitForOneFetch() throws Exception {
      transport.gate = new CountDownLatch(1);
      List<Caller<ServerKey>> callers = start(16, id -> cache.key(call(id)));
      awaitWaiting(callers);
      transport.gate.countDown();
      for (Caller<ServerKey> caller : callers) {
        assertLent(1, false, caller.result());
      }
      assertFetches(1);
    }

    @Test
    void failedFetch_failsAllThatWaited_eachUnderItsOwnId() throws Exception {
      transport.gate = new CountDownLatch(1);
      transport.failure = new TransportException(Kind.TIMEOUT, true, "too slow", null);
      assertAllFail(ApiConnectionException.class);
    }

    @Test
    void timeoutOfAHastyCall_isNotThatOfAPatientOne() throws Exception {
      transport.gate = new CountDownLatch(1);
      transport.failure = new TransportException(Kind.TIMEOUT, true, "too slow", null);
      Timeouts hasty = new Timeouts(Duration.ofMillis(1), Duration.ofMillis(1));
      Deadline deadline = Deadline.after(Duration.ofMinutes(5), Time.SYSTEM);
      Caller<ServerKey> leader = start(1, id -> cache.key(new Call(id, hasty, deadline))).get(0);
      transport.arrived.await();
      List<Caller<ServerKey>> patient = start(8, id -> cache.key(call(id)));
      awaitWaiting(patient);
      transport.onlyFailure = true;
      transport.gate.countDown();
      assertThrows(ApiConnectionException.class, leader::result);
      for (Caller<ServerKey> caller : patient) {
        assertEquals(spki(1), caller.result().key().key().spki());
      }
      assertFetches(2);
    }

    @Test
    void errorOfTheRouter_failsAllThatWaited_eachUnderItsOwnId() throws Exception {
      transport.gate = new CountDownLatch(1);
      transport.status = 503;
      assertAllFail(ServiceUnavailableException.class);
    }

    private void assertAllFail(Class<? extends NomyoException> expected) throws Exception {
      List<Caller<ServerKey>> callers = start(16, id -> cache.key(call(id)));
      awaitWaiting(callers);
      transport.gate.countDown();
      for (Caller<ServerKey> caller : callers) {
        NomyoException failure = assertThrows(expected, caller::result);
        assertEquals(Optional.of(caller.getName()), failure.payloadId());
      }
      assertFetches(1);
    }

    @Test
    void interruptedWaiter_isCancelled_andTheFetchGoesOn() throws Exception {
      transport.gate = new CountDownLatch(1);
      Caller<ServerKey> leader = start(1, id -> cache.key(call(id))).get(0);
      transport.arrived.await();
      Caller<ServerKey> waiter = start(1, id -> cache.key(call(id))).get(0);
      awaitWaiting(List.of(waiter));
      waiter.interrupt();
      assertThrows(CallCancelledException.class, waiter::result);
      transport.gate.countDown();
      assertLent(1, false, leader.result());
      assertFetches(1);
    }

    @Test
    void interruptedFetch_isTakenOverByOneThatWaits() throws Exception {
      transport.gate = new CountDownLatch(1);
      Caller<ServerKey> leader = start(1, id -> cache.key(call(id))).get(0);
      transport.arrived.await();
      List<Caller<ServerKey>> waiters = start(8, id -> cache.key(call(id)));
      awaitWaiting(waiters);
      leader.interrupt();
      assertThrows(CallCancelledException.class, leader::result);
      transport.gate.countDown();
      for (Caller<ServerKey> waiter : waiters) {
        assertEquals(spki(1), waiter.result().key().key().spki());
      }
      assertFetches(2);
    }
  }

  private interface Step<T> {
    T under(String payloadId);
  }

  private static <T> List<Caller<T>> start(int threads, Step<T> call) {
    List<Caller<T>> callers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String payloadId = "call-" + i;
      Caller<T> caller = new Caller<>(() -> call.under(payloadId), payloadId);
      caller.start();
      callers.add(caller);
    }
    return callers;
  }

  private static void awaitWaiting(List<? extends Thread> threads) {
    for (Thread thread : threads) {
      while (!WAITING.contains(thread.getState())) {
        Thread.onSpinWait();
      }
    }
  }

  /** A thread with a result. */
  private static final class Caller<T> extends Thread {
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
  }
}
