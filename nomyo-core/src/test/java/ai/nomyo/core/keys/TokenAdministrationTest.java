// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.KeyFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that never leave the token that they are in. */
class TokenAdministrationTest {

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeTokenKey token = new FakeTokenKey();
  private final KeyAdministration administration =
      new KeyAdministration(keys, new FakeProtection(), SecretMemory.offHeap());

  /** Empty at first; makes its key inside. */
  private final class MakingStore implements KeyStore {

    private boolean made;

    @Override
    public Optional<TokenKey> generate(int sizeBits) throws KeyStorageException {
      if (made) {
        throw new KeyStorageException("fake: is there already", null);
      }
      made = true;
      return Optional.of(token);
    }

    @Override
    public Optional<StoredKey> load(SecretMemory memory) {
      return made ? Optional.of(token) : Optional.empty();
    }

    @Override
    public void save(SecretBytes privateKeyPem, String publicKeyPem) {
      throw new AssertionError("nothing is to be saved");
    }

    @Override
    public Optional<String> replace(
        PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate) {
      throw new AssertionError("nothing is to be replaced");
    }

    @Override
    public boolean isReplaceable() {
      return false;
    }

    @Override
    public String location() {
      return "token";
    }
  }

  @Test
  void lookingForAKey_givesItBack() {
    assertTrue(administration.isPresent(token.store()));
    assertTrue(token.closed);
  }

  @Test
  void replacingAKey_isRefused_andTheKeyGivenBack() {
    KeyFileException refused =
        assertThrows(
            KeyFileException.class, () -> administration.generateAnew(token.store(), 2048, null));
    assertTrue(refused.getMessage().contains("stays in its token"), refused.getMessage());
    assertTrue(token.closed);
    assertEquals(List.of(), keys.made);
  }

  @Test
  void passwordForAToken_isRefused_andTheKeyGivenBack() {
    KeyRing ring =
        new KeyRing(
            keys,
            new FakeProtection(),
            SecretMemory.offHeap(),
            Optional.empty(),
            KeyRotation.never());
    KeyFileException refused =
        assertThrows(KeyFileException.class, () -> ring.load(token.store(), "right".toCharArray()));
    assertTrue(refused.getMessage().contains("has no password"), refused.getMessage());
    assertTrue(token.closed);
    ring.close();
  }

  @Test
  void firstKey_isMadeInside() {
    SavedPair saved = administration.generate(new MakingStore(), 3072, null);
    assertEquals(token.spki(), saved.spki());
    assertEquals(List.of(), keys.made);
  }

  @Test
  void firstKeyOfACall_isMadeInside() {
    KeyRing ring =
        new KeyRing(
            keys,
            new FakeProtection(),
            SecretMemory.offHeap(),
            Optional.of(new MakingStore()),
            KeyRotation.never());
    try (KeyLease lease = ring.lease(Deadline.after(Duration.ofMinutes(1), Time.SYSTEM), null)) {
      assertSame(token, lease.key());
    }
    assertEquals(List.of(), keys.made);
    assertFalse(token.closed);
    ring.close();
    assertTrue(token.closed);
  }
}
