// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static ai.nomyo.core.keys.RotatingRings.DAY;
import static ai.nomyo.core.keys.RotatingRings.lease;
import static ai.nomyo.core.keys.RotatingRings.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.error.InvalidInputException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rotation of a key that is kept, at home or in a token. */
class StoredKeyRotationTest {

  private final RotatingRings rings = new RotatingRings();
  private final FakeRsaKeys keys = rings.keys;
  private final FakeBackground background = rings.background;

  private final FakeKeyStore home = new FakeKeyStore();

  @Nested
  class AtHome {

    private final KeyRing ring = rings.at(home, KeyRotation.afterAge(DAY));
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
      assertEquals(rings.number(0), use(ring));
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
      KeyRing ring = rings.at(token.store(), KeyRotation.afterAge(DAY));
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> ring.loadHome(null));
      assertTrue(refused.getMessage().contains("token"), refused.getMessage());
    }

    @Test
    void withoutRotation_itIsUsed() {
      KeyRing ring = rings.at(token.store(), KeyRotation.never());
      ring.loadHome(null);
      try (KeyLease lease = lease(ring)) {
        assertEquals(token, lease.key());
      }
    }
  }
}
