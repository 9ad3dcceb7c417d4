// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySizesTest {

  private final FakeRsaKeys keys = new FakeRsaKeys();
  private final FakeKeyStore store = new FakeKeyStore();
  private final KeyAdministration administration =
      new KeyAdministration(keys, new FakeProtection(), SecretMemory.offHeap());

  @ParameterizedTest
  @ValueSource(ints = {2048, 2056, 4096, 8192})
  void sizes_from2048To8192Bits_areMade(int sizeBits) {
    assertEquals(sizeBits, administration.generate(store, sizeBits, null).sizeBits());
    assertEquals(sizeBits, administration.generateAnew(store, sizeBits, null).sizeBits());
    KeyStore.Previous removed = KeyStore.Previous.REMOVED;
    assertEquals(sizeBits, administration.rotate(store, sizeBits, null, removed).sizeBits());
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, 0, 1024, 2040, 2047, 2049, 8193, 8200})
  void otherSizes_areRefused_beforeAnythingIsMade(int sizeBits) {
    KeyStore.Previous removed = KeyStore.Previous.REMOVED;
    assertThrows(InvalidInputException.class, () -> administration.generate(store, sizeBits, null));
    assertThrows(
        InvalidInputException.class, () -> administration.generateAnew(store, sizeBits, null));
    assertThrows(
        InvalidInputException.class, () -> administration.rotate(store, sizeBits, null, removed));
    assertNull(store.privatePem);
    assertTrue(keys.made.isEmpty());
  }

  private void load() {
    try (KeyRing ring =
        new KeyRing(
            keys,
            new FakeProtection(),
            SecretMemory.offHeap(),
            Optional.empty(),
            KeyRotation.never())) {
      ring.load(store, null);
    }
  }

  @Test
  void keyOf2048Bits_isTheSmallestThatIsUsed() {
    administration.generate(store, 2048, null);
    keys.sizeOfReadKeys = 2048;
    load();
    keys.sizeOfReadKeys = 2047;
    KeyFileException refused = assertThrows(KeyFileException.class, this::load);
    assertTrue(refused.getMessage().contains("2047 bits"), refused.getMessage());
    assertTrue(keys.made.stream().allMatch(key -> key.closed));
  }
}
