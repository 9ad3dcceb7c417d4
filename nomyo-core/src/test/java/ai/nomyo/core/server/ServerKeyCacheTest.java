package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.FakeBackground;
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

  private static final Duration LIFETIME = Duration.ofMinutes(60);

  private final FakeTransport transport = new FakeTransport();
  private final FakeBackground background = new FakeBackground();
  private final Router router =
      new Router(
          RouterAddress.of("https://router.example", false),
          transport,
          Timeouts.DEFAULT,
          new FakeKeys(),
          new JsonCodec(),
          new ServerKeyPins(List.of()));
  private final ServerKeyCache cache = keepingFor(LIFETIME);

  private ServerKeyCache keepingFor(Duration lifetime) {
    return new ServerKeyCache(router, lifetime, background, () -> background.now().toNanos());
  }

  /** Serves the key with a number, held back while it is told to. */
  private static final class FakeTransport implements Transport {
    final AtomicInteger fetches = new AtomicInteger();
    final CountDownLatch arrived = new CountDownLatch(1);
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile int keyNumber = 1;
    volatile int status = 200;
    volatile @Nullable TransportException failure;

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
      if (failure != null) {
        throw failure;
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
      assertLent(1, false, cache.key(null));
      assertLent(1, true, cache.key(null));
      assertFetches(1);
    }

    @Test
    void unusedKey_isNotFetchedAhead_butByTheCallThatFindsItTooOld() {
      cache.key(null);
      background.pass(LIFETIME);
      assertFetches(1);
      assertLent(1, false, cache.key(null));
      assertFetches(2);
    }

    @Test
    void keyIsKept_untilItsVeryEnd() {
      cache.key(null);
      background.pass(LIFETIME.minusNanos(1));
      assertTrue(cache.key(null).cached());
    }

    @Test
    void usedKey_isFetchedAheadOfItsEnd_whileCallsUseIt() {
      cache.key(null);
      cache.key(null);
      transport.keyNumber = 2;
      background.pass(Duration.ofMinutes(54).minusNanos(1));
      assertLent(1, true, cache.key(null));
      background.pass(Duration.ofNanos(1));
      assertLent(2, true, cache.key(null));
      assertFetches(2);
      background.pass(Duration.ofMinutes(54));
      assertFetches(3);
    }

    @Test
    void keyThatIsUsedShortlyBeforeItsEnd_isFetchedAtOnce() {
      cache.key(null);
      background.pass(Duration.ofMinutes(59));
      cache.key(null);
      background.work();
      assertFetches(2);
    }

    @Test
    void keyThatWasReplacedMeanwhile_isNotFetchedAhead() {
      cache.key(null);
      cache.key(null);
      background.pass(Duration.ofMinutes(30));
      cache.fetch(null);
      background.pass(Duration.ofMinutes(30));
      assertFetches(2);
    }

    @Test
    void failureAhead_leavesTheKeyInUse_untilItsEnd() {
      cache.key(null);
      cache.key(null);
      transport.failure = new TransportException(Kind.CONNECT, false, "refused", null);
      background.pass(Duration.ofMinutes(59));
      assertTrue(cache.key(null).cached());
      background.pass(Duration.ofMinutes(1));
      assertThrows(ApiConnectionException.class, () -> cache.key(null));
      assertFetches(3);
    }

    @Test
    void lifetimeOfZero_fetchesForEveryCall() {
      ServerKeyCache keepingNone = keepingFor(Duration.ZERO);
      assertLent(1, false, keepingNone.key(null));
      assertLent(1, false, keepingNone.key(null));
      assertFetches(2);
    }

    @Test
    void explicitFetch_asksTheRouter_andCallsUseWhatCame() {
      cache.key(null);
      transport.keyNumber = 2;
      assertEquals(spki(2), cache.fetch(null).key().spki());
      assertLent(2, true, cache.key(null));
      assertFetches(2);
    }

    @Test
    void closedCache_keepsNothing_andFetchesNothingAhead() {
      cache.key(null);
      cache.key(null);
      cache.close();
      assertTrue(background.isClosed());
      background.pass(LIFETIME);
      assertFetches(1);
      assertFalse(cache.key(null).cached());
    }

    @Test
    void backgroundThread_isThereFromTheFirstReuse_untilTheClose() throws Exception {
      ServerKeyCache real = new ServerKeyCache(router, LIFETIME);
      real.key(null);
      assertEquals(Optional.empty(), backgroundThread());
      real.key(null);
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

    private final ServerKey fresh = cache.key(null);
    private final ServerKey kept = cache.key(null);

    @Test
    void keyThatCameFresh_isNotTheReason() {
      transport.keyNumber = 2;
      assertEquals(Optional.empty(), cache.changedSince(fresh, null));
      assertFetches(1);
    }

    @Test
    void keyThatIsStillTheSame_isNotTheReason() {
      assertEquals(Optional.empty(), cache.changedSince(kept, null));
      assertFetches(2);
    }

    @Test
    void keyThatChanged_isReplaced_forThisCallAndTheNext() {
      transport.keyNumber = 2;
      RouterKey changed = cache.changedSince(kept, null).orElseThrow();
      assertEquals(spki(2), changed.key().spki());
      assertSame(changed, cache.key(null).key());
      assertFetches(2);
    }

    @Test
    void keyThatWasFetchedSince_isNotFetchedAgain() {
      ServerKey other = cache.key(null);
      transport.keyNumber = 2;
      cache.changedSince(kept, null);
      assertEquals(spki(2), cache.changedSince(other, null).orElseThrow().key().spki());
      assertFetches(2);
    }

    @Test
    void failureToAsk_isTheCalls_andTheKeyStays() {
      transport.status = 503;
      NomyoException failure =
          assertThrows(ServiceUnavailableException.class, () -> cache.changedSince(kept, "call-1"));
      assertEquals(Optional.of("call-1"), failure.payloadId());
      assertTrue(cache.key(null).cached());
    }

    @Test
    void manyRefusalsAtOnce_causeOneFetch() throws Exception {
      transport.keyNumber = 2;
      transport.gate = new CountDownLatch(1);
      List<Caller<Optional<RouterKey>>> callers = start(16, id -> cache.changedSince(kept, id));
      awaitWaiting(callers);
      transport.gate.countDown();
      for (Caller<Optional<RouterKey>> caller : callers) {
        assertEquals(spki(2), caller.result().orElseThrow().key().spki());
      }
      assertFetches(2);
    }
  }

  @Nested
  class SharedFetch {

    @Test
    void manyThreads_waitForOneFetch() throws Exception {
      transport.gate = new CountDownLatch(1);
      List<Caller<ServerKey>> callers = start(16, cache::key);
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
    void errorOfTheRouter_failsAllThatWaited_eachUnderItsOwnId() throws Exception {
      transport.gate = new CountDownLatch(1);
      transport.status = 503;
      assertAllFail(ServiceUnavailableException.class);
    }

    private void assertAllFail(Class<? extends NomyoException> expected) throws Exception {
      List<Caller<ServerKey>> callers = start(16, cache::key);
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
      Caller<ServerKey> leader = start(1, cache::key).get(0);
      transport.arrived.await();
      Caller<ServerKey> waiter = start(1, cache::key).get(0);
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
      Caller<ServerKey> leader = start(1, cache::key).get(0);
      transport.arrived.await();
      List<Caller<ServerKey>> waiters = start(8, cache::key);
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

  private interface Call<T> {
    T under(String payloadId);
  }

  private static <T> List<Caller<T>> start(int threads, Call<T> call) {
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
      while (thread.getState() != Thread.State.WAITING) {
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
