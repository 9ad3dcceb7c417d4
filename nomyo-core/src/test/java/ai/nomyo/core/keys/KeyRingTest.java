// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.keys.FakeRsaKeys.FakeKey;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.KeyFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final String PLAIN =
      "-----BEGIN PRIVATE KEY-----\nBw==\n-----END PRIVATE KEY-----";
  private static final String PROTECTED = PLAIN.replace("PRIVATE", "ENCRYPTED PRIVATE");
  private static final String MATCHING =
      "-----BEGIN PUBLIC KEY-----\ncwc=\n-----END PUBLIC KEY-----";
  private static final String OTHER = "-----BEGIN PUBLIC KEY-----\ncwg=\n-----END PUBLIC KEY-----";

  private static final KeyProtection PROTECTION = new FakeProtection();

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeKeyStore home = new FakeKeyStore();
  private final KeyRing inMemory = ring(Optional.empty());
  private final KeyRing atHome = ring(Optional.of(home));

  private KeyRing ring(Optional<KeyStore> store) {
    return new KeyRing(keys, PROTECTION, SecretMemory.offHeap(), store, KeyRotation.never());
  }

  private static KeyLease lease(KeyRing ring) {
    return ring.lease(Deadline.after(Duration.ofMinutes(1), Time.SYSTEM), null);
  }

  @Test
  void firstUse_makesOneKeyOf4096Bits_howeverManyThreadsNeedIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      Set<OpeningKey> seen = ConcurrentHashMap.newKeySet();
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        calls.add(
            threads.submit(
                () -> {
                  try (KeyLease lease = lease(inMemory)) {
                    seen.add(lease.key());
                  }
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
      assertEquals(1, seen.size());
      assertEquals(4096, keys.made.get(0).sizeBits);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void firstKeyInMemory_canBegin_beforeACallNeedsIt() throws Exception {
    Gate generating = new Gate();
    keys.whileGenerating = generating;
    inMemory.beginFirst();
    generating.visitor();
    inMemory.beginFirst();
    generating.openAndJoin();
    lease(inMemory).close();
    inMemory.beginFirst();
    assertEquals(1, keys.made.size());
  }

  @Test
  void firstKeyAtHome_orAfterTheEnd_doesNotBegin_beforeItIsNeeded() {
    Gate generating = new Gate();
    keys.whileGenerating = generating;
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    atHome.beginFirst();
    inMemory.close();
    inMemory.beginFirst();
    Set<Thread> begun = new HashSet<>(Thread.getAllStackTraces().keySet());
    begun.removeAll(before);
    begun.removeIf(thread -> !thread.getName().startsWith(FirstKey.THREAD_NAME));
    generating.open();
    assertEquals(Set.of(), begun);
  }

  @Test
  void firstKeyThatFailedUnattended_isLogged_andTriedAgainForTheCallThatNeedsIt() {
    Gate generating = new Gate();
    keys.whileGenerating = generating;
    keys.broken = true;
    inMemory.beginFirst();
    String logged = Logged.during(generating::openAndJoin);
    assertTrue(logged.contains("cannot make an RSA key of 4096 bits"), logged);
    keys.broken = false;
    lease(inMemory).close();
    assertEquals(1, keys.made.size());
  }

  @Test
  void replacedKey_isErasedOnlyAfterTheLastCallThatBorrowedIt() {
    KeyLease first = lease(inMemory);
    KeyLease second = lease(inMemory);
    inMemory.generate();
    FakeKey old = keys.made.get(0);
    first.close();
    first.close();
    assertFalse(old.closed, "giving back twice does not count twice");
    second.close();
    assertTrue(old.closed);
    try (KeyLease now = lease(inMemory)) {
      assertSame(keys.made.get(1), now.key());
    }
    assertFalse(keys.made.get(1).closed);
  }

  @Test
  void closing_erasesTheKey_andLendsNoMore() {
    lease(inMemory).close();
    inMemory.close();
    inMemory.close();
    assertTrue(keys.made.get(0).closed);
    assertThrows(CallCancelledException.class, () -> lease(inMemory));
    assertThrows(CallCancelledException.class, inMemory::generate);
    assertTrue(keys.made.get(1).closed, "a key that came too late is erased as well");
  }

  @Test
  void keyThatAStoreFailsToKeep_isErased_whateverTheStoreThrows() {
    home.beforeSaving =
        () -> {
          throw new IllegalStateException("fake: closed");
        };
    assertThrows(IllegalStateException.class, () -> lease(atHome));
    assertTrue(keys.made.get(0).closed);
  }

  @Nested
  class AtHome {

    @Test
    void noKey_isMadeAndSavedOnFirstUseOnly() {
      atHome.loadHome(null);
      assertNull(home.privatePem);
      try (KeyLease lease = lease(atHome)) {
        assertEquals(lease.publicKeyPem(), home.publicPem);
      }
      KeyRing next = ring(Optional.of(home));
      next.loadHome(null);
      try (KeyLease lease = lease(next)) {
        assertEquals(keys.made.get(0).number, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void pairThatAnotherClientMadeMeanwhile_isUsedByTheOneThatCameLater() {
      KeyRing other = ring(Optional.of(home));
      other.loadHome(null);
      atHome.loadHome(null);
      lease(other).close();
      try (KeyLease lease = lease(atHome)) {
        assertEquals(keys.made.get(0).number, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void pairThatAnotherProcessSavesFirst_isUsedInsteadOfAFailure() {
      atHome.loadHome(null);
      home.beforeSaving =
          () -> {
            home.privatePem = PLAIN;
            home.publicPem = MATCHING;
          };
      try (KeyLease lease = lease(atHome)) {
        assertEquals(7, ((FakeKey) lease.key()).number);
      }
      assertTrue(keys.made.get(0).closed, "the key that came too late is erased");
    }

    @Test
    void closedRing_savesNoNewPair() {
      atHome.close();
      assertThrows(CallCancelledException.class, () -> atHome.generate(home, null));
      assertNull(home.privatePem);
    }

    @Test
    void keyWithMatchingPublicHalf_isUsed() {
      home.privatePem = PLAIN;
      home.publicPem = MATCHING;
      atHome.loadHome(null);
      try (KeyLease lease = lease(atHome)) {
        assertEquals(7, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void protectedKey_isReadWithItsPassword() {
      home.privatePem = PROTECTED;
      char[] password = "right".toCharArray();
      atHome.loadHome(password);
      try (KeyLease lease = lease(atHome)) {
        assertEquals(7, ((FakeKey) lease.key()).number);
      }
      assertEquals("right", new String(password), "the caller's own is left to the caller");
    }

    @Test
    void keysThatCannotBeUsed_areRefusedAndLeftAlone() {
      refused(PROTECTED, null, null);
      refused(PROTECTED, null, "wrong");
      refused(PLAIN, null, "right");
      refused(PLAIN, OTHER, null);
      refused(PLAIN, "no PEM", null);
      refused("no PEM", null, null);
      refused(PLAIN.replace("Bw==", "Bwcw"), null, null);
      refused(PLAIN.replace("PRIVATE", "RSA PRIVATE"), null, null);
      keys.sizeOfReadKeys = 2047;
      refused(PLAIN, null, null);
      assertTrue(keys.made.stream().allMatch(key -> key.closed));
    }

    private void refused(String privatePem, @Nullable String publicPem, @Nullable String password) {
      home.privatePem = privatePem;
      home.publicPem = publicPem;
      char[] chars = password == null ? null : password.toCharArray();
      KeyFileException refused = assertThrows(KeyFileException.class, () -> atHome.loadHome(chars));
      assertTrue(refused.getMessage().startsWith("fake: "), refused.getMessage());
      assertEquals(privatePem, home.privatePem);
    }

    @Test
    void keyWithoutAPasswordThatOthersMayRead_isRefused_andSaysWhatToDo() {
      home.privatePem = PLAIN;
      home.exposure = "readable by its group (mode 0640)";
      KeyFileException refused = assertThrows(KeyFileException.class, () -> atHome.loadHome(null));
      assertTrue(refused.getMessage().startsWith("fake: "), refused.getMessage());
      assertTrue(refused.getMessage().contains(home.exposure), refused.getMessage());
      assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
      assertTrue(keys.made.isEmpty());
    }

    @Test
    void protectedKeyThatOthersMayRead_isUsed() {
      home.privatePem = PROTECTED;
      home.exposure = "readable by its group (mode 0640)";
      atHome.loadHome("right".toCharArray());
      try (KeyLease lease = lease(atHome)) {
        assertEquals(7, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void warningsOfTheStore_areLoggedOncePerLoad() {
      home.privatePem = PLAIN;
      home.warnings = List.of("fake: others may enter", "fake: others may write");
      String logged = Logged.during(() -> atHome.loadHome(null));
      assertEquals(1, logged.split("others may enter", -1).length - 1, logged);
      assertEquals(1, logged.split("others may write", -1).length - 1, logged);
      assertEquals("", Logged.during(() -> lease(atHome).close()));
    }

    @Test
    void unreadableStore_isAnErrorAndNothingIsMade() {
      home.broken = true;
      assertThrows(KeyFileException.class, () -> atHome.loadHome(null));
      assertTrue(keys.made.isEmpty());
    }

    @Test
    void passwordWithoutAKey_protectsTheOneThatIsMade() {
      char[] password = "right".toCharArray();
      atHome.loadHome(password);
      Arrays.fill(password, '\0');
      assertNull(home.privatePem);
      lease(atHome).close();
      assertTrue(home.privatePem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
      assertReadsItsOwnKey("right");
    }

    private void assertReadsItsOwnKey(@Nullable String password) {
      KeyRing next = ring(Optional.of(home));
      next.loadHome(password == null ? null : password.toCharArray());
      try (KeyLease lease = lease(next)) {
        assertEquals(keys.made.get(0).number, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void keptPassword_isErasedWithTheFirstKey() {
      atHome.loadHome("right".toCharArray());
      assertEquals("right", new String(atHome.home.orElseThrow().password.copy()));
      lease(atHome).close();
      assertNull(atHome.home.orElseThrow().password.copy());
    }

    @Test
    void keptPassword_isErasedWhenAnotherKeyIsUsed() {
      atHome.loadHome("right".toCharArray());
      atHome.generate();
      assertNull(atHome.home.orElseThrow().password.copy());
    }

    @Test
    void keptPassword_isErasedWithTheRing() {
      atHome.loadHome("right".toCharArray());
      atHome.close();
      assertNull(atHome.home.orElseThrow().password.copy());
    }

    @Test
    void passwordOfAKeyThatIsThere_isNotKept() {
      home.privatePem = PROTECTED;
      atHome.loadHome("right".toCharArray());
      assertNull(atHome.home.orElseThrow().password.copy());
    }

    @Test
    void passwordThatTheBackendRefuses_savesNothing_andCanBeTriedAgain() {
      atHome.loadHome("wrong".toCharArray());
      for (int attempt = 0; attempt < 2; attempt++) {
        KeyFileException refused = assertThrows(KeyFileException.class, () -> lease(atHome));
        assertTrue(refused.getMessage().contains("wrong password"), refused.getMessage());
        assertTrue(keys.made.get(attempt).closed);
      }
      assertNull(home.privatePem);
    }

    @Test
    void protectedKeyThatAnotherClientMadeMeanwhile_isReadWithThePassword() {
      KeyRing other = ring(Optional.of(home));
      other.loadHome("right".toCharArray());
      atHome.loadHome("right".toCharArray());
      lease(other).close();
      try (KeyLease lease = lease(atHome)) {
        assertEquals(keys.made.get(0).number, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void generatedKey_isProtectedWithThePasswordGiven() {
      atHome.generate(home, "right".toCharArray());
      assertTrue(home.privatePem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
      assertReadsItsOwnKey("right");
    }

    @Test
    void generatedKeyWithoutAPassword_isNotProtected() {
      atHome.generate(home, null);
      assertTrue(home.privatePem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
      assertReadsItsOwnKey(null);
    }

    @Test
    void pairThatIsThere_isNotReplacedByAGeneratedOne() {
      home.privatePem = PLAIN;
      atHome.loadHome(null);
      assertThrows(KeyFileException.class, () -> atHome.generate(home, null));
      assertEquals(PLAIN, home.privatePem);
      assertTrue(keys.made.get(1).closed);
      try (KeyLease lease = lease(atHome)) {
        assertEquals(7, ((FakeKey) lease.key()).number);
      }
    }

    @Test
    void loadingFromAnEmptyStore_isRefused() {
      assertThrows(KeyFileException.class, () -> inMemory.load(home, null));
    }
  }
}
