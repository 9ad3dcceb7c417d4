// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.keys.FakeRsaKeys.FakeKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a ring's key is succeeded by a fresh one, and what becomes of both. */
class RotationTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TENTH = DAY.dividedBy(10);

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeKeyStore home = new FakeKeyStore();
  private final FakeBackground background = new FakeBackground();

  private KeyRing inMemory(KeyRotation rotation) {
    return new KeyRing(
        keys, new FakeProtection(), SecretMemory.offHeap(), Optional.empty(), rotation, background);
  }

  private KeyRing atHome(KeyRotation rotation) {
    return new KeyRing(
        keys,
        new FakeProtection(),
        SecretMemory.offHeap(),
        Optional.of(home),
        rotation,
        background);
  }

  private static KeyLease lease(KeyRing ring) {
    return ring.lease(Deadline.after(Duration.ofMinutes(1), Time.SYSTEM), null);
  }

  /** Makes a call that is over at once. */
  private static int use(KeyRing ring) {
    try (KeyLease lease = lease(ring)) {
      return ((FakeKey) lease.key()).number;
    }
  }

  private int number(int made) {
    return keys.made.get(made).number;
  }

  @Nested
  class ByAge {

    private final KeyRing ring = inMemory(KeyRotation.afterAge(DAY));

    @Test
    void freshKey_isMadeAhead_andUsedWhenItsTimeHasCome() {
      int first = use(ring);
      background.pass(DAY.minus(TENTH).minusSeconds(1));
      assertEquals(1, keys.made.size());
      background.pass(Duration.ofSeconds(1));
      assertEquals(2, keys.made.size());
      assertEquals(first, use(ring), "a day is not over");
      background.pass(TENTH);
      assertEquals(number(1), use(ring));
      assertTrue(keys.made.get(0).closed);
      assertEquals(4096, keys.made.get(1).sizeBits);
    }

    @Test
    void idleClient_rotatesAgainAndAgain() {
      use(ring);
      background.pass(DAY.multipliedBy(3));
      assertEquals(number(3), use(ring));
      assertTrue(keys.made.subList(0, 3).stream().allMatch(key -> key.closed));
      assertFalse(keys.made.get(3).closed);
    }

    @Test
    void keyThatTheCallerChangedMeanwhile_hasADayOfItsOwn() {
      use(ring);
      background.pass(DAY.dividedBy(2));
      ring.generate();
      background.pass(DAY.dividedBy(2));
      assertEquals(number(1), use(ring));
      background.pass(DAY.dividedBy(2));
      assertEquals(number(2), use(ring));
    }

    @Test
    void nothingIsMadeBeforeTheFirstUse() {
      background.pass(DAY.multipliedBy(2));
      assertTrue(keys.made.isEmpty());
    }
  }

  @Nested
  class ByUses {

    private final KeyRing ring = inMemory(KeyRotation.afterUses(10));

    @Test
    void freshKey_isMadeAhead_andUsedAfterThatManyCalls() {
      for (int call = 1; call <= 8; call++) {
        use(ring);
        background.work();
      }
      assertEquals(1, keys.made.size());
      use(ring);
      background.work();
      assertEquals(2, keys.made.size(), "made ahead");
      assertEquals(number(0), use(ring));
      background.work();
      assertEquals(number(1), use(ring));
      assertTrue(keys.made.get(0).closed);
    }

    @Test
    void callsDoNotWaitForAFreshKey() {
      int first = use(ring);
      for (int call = 2; call <= 15; call++) {
        assertEquals(first, use(ring));
      }
      background.work();
      assertEquals(number(1), use(ring));
      assertEquals(2, keys.made.size());
    }

    @Test
    void oneUse_isEnough() {
      KeyRing everyTime = inMemory(KeyRotation.afterUses(1));
      use(everyTime);
      background.work();
      assertEquals(number(1), use(everyTime));
      background.work();
      assertEquals(number(2), use(everyTime));
    }

    @Test
    void withAnAgeAsWell_whicheverComesFirstCounts() {
      KeyRing both = inMemory(KeyRotation.afterAge(DAY).orAfterUses(2));
      use(both);
      use(both);
      background.work();
      assertEquals(number(1), use(both));
      background.pass(DAY);
      assertEquals(number(2), use(both));
    }
  }

  @Test
  void noRotation_makesNoOtherKey() {
    KeyRing ring = inMemory(KeyRotation.never());
    use(ring);
    background.pass(DAY.multipliedBy(10_000));
    assertEquals(1, keys.made.size());
  }

  @Test
  void formerKey_isErasedOnlyWhenTheAnswersSealedToItHaveArrived() {
    KeyRing ring = inMemory(KeyRotation.afterAge(DAY));
    KeyLease call = lease(ring);
    background.pass(DAY);
    assertEquals(number(1), use(ring));
    assertFalse(keys.made.get(0).closed);
    call.close();
    assertTrue(keys.made.get(0).closed);
  }

  @Nested
  class Failures {

    private final KeyRing ring = inMemory(KeyRotation.afterAge(DAY));

    @Test
    void failure_isLogged_andTriedAgainADayLater_whileThePresentKeyStays() {
      use(ring);
      keys.broken = true;
      String logged = Logged.during(() -> background.pass(DAY));
      assertTrue(logged.contains("was not rotated"), logged);
      assertTrue(logged.contains("cannot make an RSA key of 4096 bits"), logged);
      assertEquals(number(0), use(ring));
      keys.broken = false;
      background.pass(DAY);
      assertEquals(number(1), use(ring));
    }

    @Test
    void failureAfterUses_isTriedAgainAfterAsManyMore() {
      KeyRing byUses = inMemory(KeyRotation.afterUses(2));
      keys.broken = false;
      use(byUses);
      keys.broken = true;
      use(byUses);
      Logged.during(background::work);
      keys.broken = false;
      assertEquals(number(0), use(byUses));
      background.work();
      assertEquals(number(0), use(byUses));
      background.work();
      assertEquals(number(1), use(byUses));
    }

    @Test
    void failureOfUnknownKind_isLoggedWithoutItsMessage() {
      use(ring);
      keys.whileGenerating =
          () -> {
            throw new IllegalArgumentException("a provider may say anything");
          };
      String logged = Logged.during(() -> background.pass(DAY));
      assertTrue(logged.contains("IllegalArgumentException"), logged);
      assertFalse(logged.contains("anything"), logged);
    }
  }

  @Nested
  class AtHome {

    private final KeyRing ring = atHome(KeyRotation.afterAge(DAY));
    private final KeyAdministration administration =
        new KeyAdministration(keys, new FakeProtection(), SecretMemory.offHeap());

    private int stored(String password) {
      KeyRing other =
          new KeyRing(
              keys,
              new FakeProtection(),
              SecretMemory.offHeap(),
              Optional.of(home),
              KeyRotation.never(),
              new FakeBackground());
      other.loadHome(password.toCharArray());
      return use(other);
    }

    @Test
    void freshPair_takesThePlaceOfTheStoredOne_withItsPassword() {
      ring.loadHome("right".toCharArray());
      use(ring);
      background.pass(DAY);
      int second = use(ring);
      assertTrue(home.privatePem.contains("ENCRYPTED"));
      assertEquals(second, stored("right"));
    }

    @Test
    void pairThatWasThereBefore_isReplacedAsWell() {
      administration.generate(home, 4096, "right".toCharArray());
      ring.loadHome("right".toCharArray());
      int first = use(ring);
      background.pass(DAY);
      assertNotEquals(first, use(ring));
      assertEquals(use(ring), stored("right"));
    }

    @Test
    void password_isKeptUntilTheRingIsClosed() {
      ring.loadHome("right".toCharArray());
      use(ring);
      background.pass(DAY);
      assertEquals("right", new String(ring.home.orElseThrow().password.copy()));
      ring.close();
      assertNull(ring.home.orElseThrow().password.copy());
    }

    @Test
    void pairThatAnotherProcessPutThere_isUsed_andTheFreshOneErased() {
      ring.loadHome("right".toCharArray());
      use(ring);
      home.privatePem = home.privatePem.replaceFirst("\n.*\n", "\nCQ==\n");
      home.publicPem = null;
      background.pass(DAY);
      assertEquals(9, use(ring));
      assertTrue(keys.made.stream().filter(key -> key.number > 100).allMatch(key -> key.closed));
    }

    @Test
    void processThatWasFasterByAMoment_winsAsWell() {
      ring.loadHome("right".toCharArray());
      use(ring);
      home.beforeReplacing =
          () -> {
            home.privatePem = home.privatePem.replaceFirst("\n.*\n", "\nCQ==\n");
            home.publicPem = null;
          };
      background.pass(DAY);
      assertEquals(9, use(ring));
    }

    @Test
    void pairThatCannotBeSaved_isErased_andThePresentOneStays() {
      ring.loadHome("right".toCharArray());
      use(ring);
      String before = home.privatePem;
      home.unreplaceable = true;
      String logged = Logged.during(() -> background.pass(DAY));
      assertTrue(logged.contains("fake: cannot be replaced"), logged);
      assertFalse(logged.contains("right"), logged);
      assertEquals(number(0), use(ring));
      assertEquals(before, home.privatePem);
      assertTrue(keys.made.get(1).closed);
      home.unreplaceable = false;
      background.pass(DAY);
      assertEquals(use(ring), stored("right"));
    }

    @Test
    void keyThatIsNotAtHome_isReplacedInMemoryOnly() {
      ring.loadHome("right".toCharArray());
      int first = use(ring);
      ring.generate();
      background.pass(DAY);
      use(ring);
      assertEquals(first, stored("right"));
    }

    @Test
    void ringThatIsClosedWhileAPairIsMade_savesNothing() {
      ring.loadHome("right".toCharArray());
      use(ring);
      String before = home.privatePem;
      keys.whileGenerating = ring::close;
      assertEquals("", Logged.during(() -> background.pass(DAY)));
      assertEquals(before, home.privatePem);
      assertTrue(keys.made.get(1).closed);
    }
  }

  @Nested
  class InAToken {

    private final FakeTokenKey token = new FakeTokenKey();

    @Test
    void keyThatCannotBeReplaced_isRefusedFromTheStart() {
      KeyRing ring =
          new KeyRing(
              keys,
              new FakeProtection(),
              SecretMemory.offHeap(),
              Optional.of(token.store()),
              KeyRotation.afterAge(DAY),
              background);
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> ring.loadHome(null));
      assertTrue(refused.getMessage().contains("token"), refused.getMessage());
    }

    @Test
    void withoutRotation_itIsUsed() {
      KeyRing ring =
          new KeyRing(
              keys,
              new FakeProtection(),
              SecretMemory.offHeap(),
              Optional.of(token.store()),
              KeyRotation.never(),
              background);
      ring.loadHome(null);
      try (KeyLease lease = lease(ring)) {
        assertEquals(token, lease.key());
      }
    }
  }

  @Nested
  class Closing {

    @Test
    void closing_erasesTheSuccessorToo_andStopsTheClock() {
      KeyRing ring = inMemory(KeyRotation.afterAge(DAY));
      use(ring);
      background.pass(DAY.minus(TENTH));
      ring.close();
      assertEquals(2, keys.made.size());
      assertTrue(keys.made.stream().allMatch(key -> key.closed));
      assertTrue(background.isClosed());
    }

    @Test
    void realThread_endsWithTheRing_andErasesWhatItWasMaking() throws Exception {
      CountDownLatch generating = new CountDownLatch(2);
      CountDownLatch go = new CountDownLatch(1);
      keys.whileGenerating =
          () -> {
            generating.countDown();
            if (generating.getCount() == 0) {
              await(go);
            }
          };
      KeyRing ring =
          new KeyRing(
              keys,
              new FakeProtection(),
              SecretMemory.offHeap(),
              Optional.empty(),
              KeyRotation.afterUses(1));
      use(ring);
      generating.await();
      Thread thread = rotationThread().orElseThrow();
      assertTrue(thread.isDaemon());
      ring.close();
      go.countDown();
      thread.join();
      assertTrue(keys.made.stream().allMatch(key -> key.closed));
      assertEquals(2, keys.made.size());
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException unexpected) {
        throw new IllegalStateException(unexpected);
      }
    }

    private static Optional<Thread> rotationThread() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith(Rotation.THREAD_NAME))
          .findAny();
    }
  }
}
