// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.KeyFileException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that need the first key while it is being made. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstKeyTest {

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeKeyStore home = new FakeKeyStore();
  private final Gate gate = new Gate();
  private final KeyRing inMemory = ring(Optional.empty());
  private final KeyRing atHome = ring(Optional.of(home));

  private KeyRing ring(Optional<KeyStore> store) {
    return new KeyRing(
        keys, new FakeProtection(), SecretMemory.offHeap(), store, KeyRotation.never());
  }

  private static KeyLease leaseWithin(Duration time, KeyRing ring) {
    return ring.lease(Deadline.after(time, Time.SYSTEM), "id");
  }

  private static KeyLease lease(KeyRing ring) {
    return leaseWithin(Duration.ofMinutes(1), ring);
  }

  private static DeadlineExceededException late(KeyRing ring) {
    return assertThrows(
        DeadlineExceededException.class, () -> leaseWithin(Duration.ofMillis(5), ring));
  }

  @BeforeEach
  void holdUpWhoMakesAKey() {
    keys.whileGenerating = gate;
  }

  @AfterEach
  void letItGo() {
    gate.open();
  }

  @Test
  void isMadeOnce_onADaemonOfTheRings_forAllCallsThatWait() throws Exception {
    WaitingCall first = WaitingCall.on(inMemory, "first");
    WaitingCall second = WaitingCall.on(inMemory, "second");
    assertTrue(gate.visitor().isDaemon());
    assertTrue(gate.visitor().getName().startsWith(FirstKey.THREAD_NAME));
    gate.open();
    assertSame(first.key(), second.key());
    assertEquals(1, keys.made.size());
    assertFalse(first.key().closed);
  }

  @Test
  void lateCall_saysWhatItWaitedFor_andTheKeyIsTheNextCalls() {
    DeadlineExceededException late = late(inMemory);
    assertTrue(late.getMessage().endsWith("5 ms: making the client's key"), late::getMessage);
    assertEquals(Optional.of("id"), late.payloadId());
    late(inMemory);
    gate.open();
    try (KeyLease next = lease(inMemory)) {
      assertSame(keys.made.get(0), next.key());
    }
    assertEquals(1, keys.made.size());
  }

  @Test
  void callWithoutTimeLeft_getsAKeyThatIsThere() {
    gate.open();
    lease(inMemory).close();
    leaseWithin(Duration.ZERO, inMemory).close();
  }

  @Test
  void interruptedCall_isCancelledAtOnce_andTheOthersGoOn() throws Exception {
    WaitingCall cancelled = WaitingCall.on(inMemory, "cancelled");
    WaitingCall other = WaitingCall.on(inMemory, "other");
    cancelled.interrupt();
    assertEquals(
        Optional.of("cancelled"), cancelled.failure(CallCancelledException.class).payloadId());
    assertTrue(cancelled.leftInterrupted(), "the interrupt status is kept");
    gate.open();
    assertFalse(other.key().closed);
    assertEquals(1, keys.made.size());
  }

  @Test
  void threadThatIsInterruptedAlready_isCancelledAtOnce() {
    Thread.currentThread().interrupt();
    assertThrows(CallCancelledException.class, () -> lease(inMemory));
    assertTrue(Thread.interrupted());
  }

  @Nested
  class Failing {

    @Test
    void backendThatRefuses_failsEachCallWithAnExceptionOfItsOwn_andTheNextTriesAgain()
        throws Exception {
      keys.broken = true;
      WaitingCall first = WaitingCall.on(inMemory, "first");
      WaitingCall second = WaitingCall.on(inMemory, "second");
      gate.openAndJoin();
      BackendUnavailableException one = first.failure(BackendUnavailableException.class);
      BackendUnavailableException other = second.failure(BackendUnavailableException.class);
      assertNotSame(one, other);
      assertEquals("the backend cannot make an RSA key of 4096 bits", one.getMessage());
      assertEquals("fake: no randomness", other.getCause().getMessage());
      keys.broken = false;
      lease(inMemory).close();
    }

    @Test
    void storeThatRefuses_failsEachCallUnderItsOwnId_andTheNextTriesAgain() throws Exception {
      atHome.loadHome("wrong".toCharArray());
      WaitingCall first = WaitingCall.on(atHome, "first");
      WaitingCall second = WaitingCall.on(atHome, "second");
      gate.openAndJoin();
      assertEquals(Optional.of("first"), first.failure(KeyFileException.class).payloadId());
      KeyFileException other = second.failure(KeyFileException.class);
      assertEquals(Optional.of("second"), other.payloadId());
      assertEquals("fake: the key was not saved: wrong password", other.getMessage());
      assertEquals("wrong password", other.getCause().getMessage());
      assertThrows(KeyFileException.class, () -> lease(atHome));
      assertEquals(2, keys.made.size());
      assertTrue(keys.made.stream().allMatch(key -> key.closed));
    }

    @Test
    void failureOfUnknownKind_isTheCauseOfOneOfEachCallsOwn() throws Exception {
      Error unknown = new NoClassDefFoundError();
      keys.whileGenerating =
          () -> {
            gate.run();
            throw unknown;
          };
      WaitingCall first = WaitingCall.on(inMemory, "first");
      WaitingCall second = WaitingCall.on(inMemory, "second");
      gate.openAndJoin();
      IllegalStateException one = first.failure(IllegalStateException.class);
      assertNotSame(one, second.failure(IllegalStateException.class));
      assertSame(unknown, one.getCause());
      keys.whileGenerating = () -> {};
      lease(inMemory).close();
    }

    @Test
    void failureThatACallDidNotWaitFor_isLogged_andTheNextTriesAgain() {
      keys.broken = true;
      late(inMemory);
      String logged = Logged.during(gate::openAndJoin);
      assertTrue(logged.contains("cannot make an RSA key of 4096 bits"), logged);
      keys.broken = false;
      lease(inMemory).close();
    }

    @Test
    void failureThatACallIsToldOf_isNotLogged() throws Exception {
      keys.broken = true;
      WaitingCall told = WaitingCall.on(inMemory, "told");
      late(inMemory);
      assertEquals("", Logged.during(gate::openAndJoin));
      told.failure(BackendUnavailableException.class);
    }
  }

  @Nested
  class Closing {

    @Test
    void waitsForNothing_cancelsCalls_andErasesTheKeyThatArrivesLater_unsaved() throws Exception {
      atHome.loadHome("right".toCharArray());
      WaitingCall call = WaitingCall.on(atHome, "call");
      gate.visitor();
      atHome.close();
      assertEquals(Optional.of("call"), call.failure(CallCancelledException.class).payloadId());
      assertNull(atHome.home.orElseThrow().password.copy());
      assertThrows(CallCancelledException.class, () -> lease(atHome));
      gate.openAndJoin();
      assertTrue(keys.made.get(0).closed);
      assertNull(home.privatePem);
      assertEquals(1, keys.made.size());
    }

    @Test
    void keyInMemory_isErasedWhenItArrivesLater() throws Exception {
      WaitingCall call = WaitingCall.on(inMemory, "call");
      gate.visitor();
      inMemory.close();
      call.failure(CallCancelledException.class);
      gate.openAndJoin();
      assertTrue(keys.made.get(0).closed);
    }

    @Test
    void savingThatHasBegun_isBroughtToItsEnd_withItsPassword() throws Exception {
      keys.whileGenerating = () -> {};
      home.beforeSaving = gate;
      atHome.loadHome("right".toCharArray());
      WaitingCall call = WaitingCall.on(atHome, "call");
      gate.visitor();
      atHome.close();
      call.failure(CallCancelledException.class);
      assertNull(atHome.home.orElseThrow().password.copy());
      gate.openAndJoin();
      assertTrue(home.privatePem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
      assertTrue(keys.made.get(0).closed);
    }

    @Test
    void failureAfterwards_isOfNoConcern() throws Exception {
      keys.broken = true;
      late(inMemory);
      inMemory.close();
      assertEquals("", Logged.during(gate::openAndJoin));
    }
  }

  /** The user need not wait for a key that is not wanted any more, nor do calls. */
  @Nested
  class Overtaken {

    @Test
    void byAGeneratedKey_itIsErased_andNotSavedWithoutItsPassword() throws Exception {
      atHome.loadHome("right".toCharArray());
      WaitingCall call = WaitingCall.on(atHome, "call");
      gate.visitor();
      keys.whileGenerating = () -> {};
      atHome.generate();
      assertSame(keys.made.get(0), call.key());
      gate.openAndJoin();
      assertTrue(keys.made.get(1).closed);
      assertFalse(keys.made.get(0).closed);
      assertNull(home.privatePem);
    }

    @Test
    void byALoadedKey_itIsErased() throws Exception {
      WaitingCall call = WaitingCall.on(inMemory, "call");
      gate.visitor();
      home.privatePem = "-----BEGIN PRIVATE KEY-----\nBw==\n-----END PRIVATE KEY-----";
      inMemory.load(home, null);
      assertEquals(7, call.key().number);
      gate.openAndJoin();
      assertTrue(keys.made.get(1).closed);
      try (KeyLease lease = lease(inMemory)) {
        assertSame(keys.made.get(0), lease.key());
      }
    }
  }
}
