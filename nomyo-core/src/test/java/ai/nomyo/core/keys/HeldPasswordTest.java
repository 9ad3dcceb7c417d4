// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldPasswordTest {

  private final List<byte[]> handedOut = new ArrayList<>();
  private final HeldPassword held =
      new HeldPassword(
          size -> {
            handedOut.add(new byte[size]);
            return new SecretBytes(ByteBuffer.wrap(handedOut.get(handedOut.size() - 1)), () -> {});
          });

  @Test
  void password_isHeldInTheMemoryForSecrets_untilItIsErased() {
    held.keep("p\u00e4ss".toCharArray());
    assertArrayEquals("p\u00e4ss".toCharArray(), held.copy());
    assertEquals(8, handedOut.get(0).length);
    held.erase();
    assertArrayEquals(new byte[8], handedOut.get(0));
    assertNull(held.copy());
  }

  @Test
  void anotherPassword_takesItsPlace() {
    held.keep("one".toCharArray());
    held.keep("other".toCharArray());
    assertArrayEquals(new byte[6], handedOut.get(0));
    assertArrayEquals("other".toCharArray(), held.copy());
    held.keep(null);
    assertNull(held.copy());
  }

  @Test
  void description_saysNothingOfIt() {
    held.keep("secret".toCharArray());
    assertEquals("HeldPassword", held.toString());
  }
}
