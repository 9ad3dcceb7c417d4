// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.SecretMemory;
import org.junit.jupiter.api.Test;

class LentArraysTest {

  private final SecretBytes secret = SecretMemory.offHeap().take(new byte[] {1, 2, 3});

  @Test
  void closing_erasesEveryCopy_andNotTheSecret() {
    LentArrays lent = new LentArrays(secret);
    byte[] first = lent.next();
    byte[] second = lent.next();
    assertArrayEquals(new byte[] {1, 2, 3}, first);
    assertArrayEquals(new byte[] {1, 2, 3}, second);
    assertNotSame(first, second);
    lent.close();
    lent.close();
    assertArrayEquals(new byte[3], first);
    assertArrayEquals(new byte[3], second);
    assertEquals(1, secret.lend().get(0));
  }

  @Test
  void erasedSecret_isLentNoMore() {
    try (LentArrays lent = new LentArrays(secret)) {
      secret.close();
      assertThrows(IllegalStateException.class, lent::next);
    }
  }
}
