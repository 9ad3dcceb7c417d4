// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static ai.nomyo.core.keys.RotatingRings.DAY;
import static ai.nomyo.core.keys.RotatingRings.lease;
import static ai.nomyo.core.keys.RotatingRings.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.FakeBackground;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a ring's key is succeeded by a fresh one, and what becomes of both. */
class RotationTest {

  private static final Duration TENTH = DAY.dividedBy(10);

  private final RotatingRings rings = new RotatingRings();
  private final FakeRsaKeys keys = rings.keys;
  private final FakeBackground background = rings.background;

  @Nested
  class ByAge {

    private final KeyRing ring = rings.inMemory(KeyRotation.afterAge(DAY));

    @Test
    void freshKey_isMadeAhead_andUsedWhenItsTimeHasCome() {
      int first = use(ring);
      background.pass(DAY.minus(TENTH).minusSeconds(1));
      assertEquals(1, keys.made.size());
      background.pass(Duration.ofSeconds(1));
      assertEquals(2, keys.made.size());
      assertEquals(first, use(ring), "a day is not over");
      background.pass(TENTH);
      assertEquals(rings.number(1), use(ring));
      assertTrue(keys.made.get(0).closed);
      assertEquals(4096, keys.made.get(1).sizeBits);
    }

    @Test
    void idleClient_rotatesAgainAndAgain() {
      use(ring);
      background.pass(DAY.multipliedBy(3));
      assertEquals(rings.number(3), use(ring));
      assertTrue(keys.made.subList(0, 3).stream().allMatch(key -> key.closed));
      assertFalse(keys.made.get(3).closed);
    }

    @Test
    void keyThatTheCallerChangedMeanwhile_hasADayOfItsOwn() {
      use(ring);
      background.pass(DAY.dividedBy(2));
      ring.generate();
      background.pass(DAY.dividedBy(2));
      assertEquals(rings.number(1), use(ring));
      background.pass(DAY.dividedBy(2));
      assertEquals(rings.number(2), use(ring));
    }

    @Test
    void nothingIsMadeBeforeTheFirstUse() {
      background.pass(DAY.multipliedBy(2));
      assertTrue(keys.made.isEmpty());
    }
  }

  @Nested
  class ByUses {

    private final KeyRing ring = rings.inMemory(KeyRotation.afterUses(10));

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
      assertEquals(rings.number(0), use(ring));
      background.work();
      assertEquals(rings.number(1), use(ring));
      assertTrue(keys.made.get(0).closed);
    }

    @Test
    void callsDoNotWaitForAFreshKey() {
      int first = use(ring);
      for (int call = 2; call <= 15; call++) {
        assertEquals(first, use(ring));
      }
      background.work();
      assertEquals(rings.number(1), use(ring));
      assertEquals(2, keys.made.size());
    }

    @Test
    void oneUse_isEnough() {
      KeyRing everyTime = rings.inMemory(KeyRotation.afterUses(1));
      use(everyTime);
      background.work();
      assertEquals(rings.number(1), use(everyTime));
      background.work();
      assertEquals(rings.number(2), use(everyTime));
    }

    @Test
    void withAnAgeAsWell_whicheverComesFirstCounts() {
      KeyRing both = rings.inMemory(KeyRotation.afterAge(DAY).orAfterUses(2));
      use(both);
      use(both);
      background.work();
      assertEquals(rings.number(1), use(both));
      background.pass(DAY);
      assertEquals(rings.number(2), use(both));
    }
  }

  @Test
  void noRotation_makesNoOtherKey() {
    KeyRing ring = rings.inMemory(KeyRotation.never());
    use(ring);
    background.pass(DAY.multipliedBy(10_000));
    assertEquals(1, keys.made.size());
  }

  @Test
  void formerKey_isErasedOnlyWhenTheAnswersSealedToItHaveArrived() {
    KeyRing ring = rings.inMemory(KeyRotation.afterAge(DAY));
    KeyLease call = lease(ring);
    background.pass(DAY);
    assertEquals(rings.number(1), use(ring));
    assertFalse(keys.made.get(0).closed);
    call.close();
    assertTrue(keys.made.get(0).closed);
  }

  @Nested
  class Failures {

    private final KeyRing ring = rings.inMemory(KeyRotation.afterAge(DAY));

    @Test
    void failure_isLogged_andTriedAgainADayLater_whileThePresentKeyStays() {
      use(ring);
      keys.broken = true;
      String logged = Logged.during(() -> background.pass(DAY));
      assertTrue(logged.contains("was not rotated"), logged);
      assertTrue(logged.contains("cannot make an RSA key of 4096 bits"), logged);
      assertEquals(rings.number(0), use(ring));
      keys.broken = false;
      background.pass(DAY);
      assertEquals(rings.number(1), use(ring));
    }

    @Test
    void failureAfterUses_isTriedAgainAfterAsManyMore() {
      KeyRing byUses = rings.inMemory(KeyRotation.afterUses(2));
      keys.broken = false;
      use(byUses);
      keys.broken = true;
      use(byUses);
      Logged.during(background::work);
      keys.broken = false;
      assertEquals(rings.number(0), use(byUses));
      background.work();
      assertEquals(rings.number(0), use(byUses));
      background.work();
      assertEquals(rings.number(1), use(byUses));
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
  class Closing {

    @Test
    void closing_erasesTheSuccessorToo_andStopsTheClock() {
      KeyRing ring = rings.inMemory(KeyRotation.afterAge(DAY));
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
