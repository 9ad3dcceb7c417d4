// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.keys.FakeRsaKeys.FakeKey;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.KeyFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords are erased, keys that others may read are refused, and keys not needed are erased. */
class KeySecrecyTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeKeyStore home = new FakeKeyStore();
  private final FakeBackground background = new FakeBackground();
  private final WatchingProtection protection = new WatchingProtection();
  private final KeyRing ring =
      new KeyRing(
          keys,
          protection,
          SecretMemory.offHeap(),
          Optional.of(home),
          KeyRotation.afterAge(DAY),
          background);

  /** Keeps the arrays that it was given passwords in. */
  private static final class WatchingProtection implements KeyProtection {

    private final KeyProtection inner = new FakeProtection();
    private final List<char[]> passwords = new ArrayList<>();

    @Override
    public SecretBytes unprotect(SecretBytes encrypted, char[] password, SecretMemory memory)
        throws CipherException {
      passwords.add(password);
      return inner.unprotect(encrypted, password, memory);
    }

    @Override
    public SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
        throws CipherException {
      passwords.add(password);
      return inner.protect(pkcs8, password, memory);
    }

    @Override
    public Scheme inspect(SecretBytes encryptedPkcs8) throws CipherException {
      return inner.inspect(encryptedPkcs8);
    }

    @Override
    public String description() {
      return inner.description();
    }
  }

  private int use() {
    try (KeyLease lease = ring.lease(Deadline.after(Duration.ofMinutes(1), Time.SYSTEM), null)) {
      return ((FakeKey) lease.key()).number;
    }
  }

  @Test
  void copiesOfThePassword_areErased_whenAKeyIsSavedAndSucceeded() {
    ring.loadHome("right".toCharArray());
    int first = use();
    background.pass(DAY);
    assertNotEquals(first, use());
    assertTrue(protection.passwords.size() >= 2);
    protection.passwords.forEach(copy -> assertArrayEquals(new char["right".length()], copy));
  }

  @Test
  void copyOfThePassword_isErased_whenTheKeyCannotBeSaved() {
    ring.loadHome("right".toCharArray());
    home.beforeSaving =
        () -> {
          throw new IllegalStateException("no store");
        };
    assertThrows(RuntimeException.class, this::use);
    assertFalse(protection.passwords.isEmpty());
    protection.passwords.forEach(copy -> assertArrayEquals(new char["right".length()], copy));
    assertTrue(keys.made.stream().allMatch(key -> key.closed));
  }

  @Test
  void closedHome_takesNoPasswordAnyMore() {
    KeyHome closed =
        new KeyHome(
            home, new KeyPairs(keys, protection, SecretMemory.offHeap()), SecretMemory.offHeap());
    closed.close();
    assertThrows(CallCancelledException.class, () -> closed.load("right".toCharArray()));
    assertNull(closed.password.copy());
  }

  private KeyFileException refused(String pem, @Nullable String password) {
    home.privatePem = pem;
    char[] given = password == null ? null : password.toCharArray();
    return assertThrows(KeyFileException.class, () -> ring.load(home, given));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY"})
  void keyWithoutAPassword_thatOthersMayRead_isRefused_inEveryForm(String label) {
    String pem = "-----BEGIN " + label + "-----\nBw==\n-----END " + label + "-----";
    KeyFileException needless = refused(pem, "right");
    assertTrue(needless.getMessage().contains("has no password"), needless.getMessage());
    home.exposure = "readable by all";
    KeyFileException exposed = refused(pem, null);
    assertTrue(exposed.getMessage().contains("readable by all"), exposed.getMessage());
    assertTrue(exposed.getMessage().contains("chmod 600"), exposed.getMessage());
    assertEquals(List.of(), keys.made);
  }

  @Test
  void successor_thatIsNotNeededAfterAll_isErased() {
    ring.loadHome("right".toCharArray());
    use();
    home.beforeReplacing = ring::generate;
    background.pass(DAY);
    List<FakeKey> open = keys.made.stream().filter(key -> !key.closed).toList();
    assertEquals(1, open.size());
    assertEquals(open.get(0).number, use());
  }

  @Test
  void ownKey_isMadeAndUsedAtOnce() {
    int first = use();
    ring.generate();
    int second = use();
    assertNotEquals(first, second);
    assertTrue(keys.made.get(0).closed);
  }

  @Test
  void ownKeyThatIsSaved_isUsedAtOnce() {
    int first = use();
    FakeKeyStore other = new FakeKeyStore();
    ring.generate(other, null);
    assertNotEquals(first, use());
    assertTrue(keys.made.get(0).closed);
    assertFalse(other.privatePem.isEmpty());
  }

  /** What could not be made ahead is made when it is due, and the key does not live for longer. */
  @Test
  void successor_thatCouldNotBeMadeAhead_isMadeWhenItIsDue() {
    int first = use();
    keys.broken = true;
    Logged.during(() -> background.pass(DAY.minusSeconds(1)));
    assertEquals(first, use());
    keys.broken = false;
    background.pass(Duration.ofSeconds(1));
    assertNotEquals(first, use());
  }
}
