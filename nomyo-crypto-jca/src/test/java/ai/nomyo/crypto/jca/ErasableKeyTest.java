// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ErasableKeyTest {

  @Test
  void closing_erasesTheArrayItself() {
    byte[] array = {1, 2, 3};
    ErasableKey.aes(SecretBytes.owning(array)).close();
    assertArrayEquals(new byte[3], array);
  }

  @Test
  void closing_erasesEveryCopyThatAProviderWasGiven() {
    ErasableKey key = ErasableKey.aes(SecretBytes.owning(new byte[] {1, 2, 3}));
    byte[] one = key.getEncoded();
    byte[] other = key.getEncoded();
    assertArrayEquals(new byte[] {1, 2, 3}, one);
    assertNotSame(one, other);
    key.close();
    assertArrayEquals(new byte[3], one);
    assertArrayEquals(new byte[3], other);
    assertThrows(IllegalStateException.class, key::getEncoded);
  }

  @Test
  void freshKeys_differ() {
    SecureRandom random = new SecureRandom();
    assertFalse(Arrays.equals(fresh(random).getEncoded(), fresh(random).getEncoded()));
  }

  private static ErasableKey fresh(SecureRandom random) {
    return ErasableKey.fresh(random, SecretMemory.onHeap());
  }

  @Test
  void text_showsTheSizeOnly() {
    ErasableKey key = ErasableKey.aes(SecretBytes.owning(new byte[] {7, 8, 9}));
    assertEquals("ErasableKey[3 bytes]", key.toString());
  }
}
