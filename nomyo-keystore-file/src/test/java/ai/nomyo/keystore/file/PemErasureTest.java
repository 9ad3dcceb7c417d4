// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.HeapDump;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The key and its PEM text are off the heap: what is found there is a copy that was left behind.
 */
final class PemErasureTest {

  private static final int BYTES = 96;

  private final SecretBytes key = SecretMemory.offHeap().allocate(BYTES);
  private final byte[] flippedKey;
  private final byte[] flippedText;

  PemErasureTest() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    key.lend().put(bytes);
    byte[] text = Base64.getEncoder().encode(bytes);
    flippedText = HeapDump.flipped(Arrays.copyOf(text, 60));
    Arrays.fill(text, (byte) 0);
    flippedKey = HeapDump.flipped(bytes);
  }

  @AfterEach
  void close() {
    key.close();
  }

  @Test
  void keyThatIsWrittenAndReadAgain_isLeftNowhere() throws Exception {
    try (SecretBytes text = Pem.ofPrivateKey(key, SecretMemory.offHeap());
        Pem read = Pem.read(text, SecretMemory.offHeap())) {
      assertEquals(key.lend(), read.der().lend());
      assertLeftNowhere();
    }
  }

  @Test
  void keyInATextThatIsBroken_isLeftNowhere() throws Exception {
    try (SecretBytes text = Pem.ofPrivateKey(key, SecretMemory.offHeap())) {
      ByteBuffer broken = text.lend();
      broken.put(broken.limit() - 40, (byte) '!');
      assertThrows(MalformedPemException.class, () -> Pem.read(text, SecretMemory.offHeap()));
      assertLeftNowhere();
    }
  }

  private void assertLeftNowhere() throws IOException {
    assertFalse(HeapDump.holds(flippedKey), "the key");
    assertFalse(HeapDump.holds(flippedText), "its text");
  }
}
