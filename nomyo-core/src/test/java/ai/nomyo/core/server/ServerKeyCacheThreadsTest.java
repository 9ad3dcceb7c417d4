// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static ai.nomyo.core.server.Caller.awaitWaiting;
import static ai.nomyo.core.server.Caller.start;
import static ai.nomyo.core.server.FakeKeyEndpoint.spki;
import static ai.nomyo.core.server.KeptKeys.LIFETIME;
import static ai.nomyo.core.server.KeptKeys.assertLent;
import static ai.nomyo.core.server.KeptKeys.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that need the router's key at the same time. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ServerKeyCacheThreadsTest {

  private final KeptKeys keptKeys = new KeptKeys();
  private final FakeKeyEndpoint transport = keptKeys.transport;
  private final ServerKeyCache cache = keptKeys.keepingFor(LIFETIME);

  @Test
  void manyThreads_waitForOneFetch() throws Exception {
    transport.gate = new CountDownLatch(1);
    List<Caller<ServerKey>> callers = start(16, id -> cache.key(call(id)));
    awaitWaiting(callers);
    transport.gate.countDown();
    for (Caller<ServerKey> caller : callers) {
      assertLent(1, false, caller.result());
    }
    keptKeys.assertFetches(1);
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
    keptKeys.assertFetches(2);
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
    keptKeys.assertFetches(1);
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
    keptKeys.assertFetches(1);
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
    keptKeys.assertFetches(2);
  }

  @Test
  void manyRefusalsAtOnce_causeOneFetch() throws Exception {
    cache.key(call(null));
    ServerKey refused = cache.key(call(null));
    transport.keyNumber = 2;
    transport.gate = new CountDownLatch(1);
    List<Caller<Optional<ServerKey>>> callers =
        start(16, id -> cache.changedSince(refused, call(id)));
    awaitWaiting(callers);
    transport.gate.countDown();
    for (Caller<Optional<ServerKey>> caller : callers) {
      assertEquals(spki(2), caller.result().orElseThrow().key().key().spki());
    }
    keptKeys.assertFetches(2);
  }
}
