// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdkCipherTest {

  private final JdkCipher cipher = new JdkCipher();
  private final OpeningKey key = generated();

  private OpeningKey generated() {
    try {
      return cipher.keys().generate(2048);
    } catch (CipherException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @AfterEach
  void close() {
    key.close();
  }

  private SealedMessage sealed(String text) throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(
            out -> out.write(text.getBytes(StandardCharsets.UTF_8)),
            ciphertext,
            cipher.keys().readPublic(key.spki()),
            SecretMemory.onHeap());
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }

  @Test
  void sealed_isOpened() throws Exception {
    try (SecretBytes opened = cipher.open(sealed("Grüße"), key, SecretMemory.onHeap())) {
      assertEquals("Grüße", StandardCharsets.UTF_8.decode(opened.lend()).toString());
    }
  }

  @Test
  void closedKey_opensNothingAndIsNotWritten() throws Exception {
    SealedMessage sealed = sealed("Hi");
    key.close();

    assertThrows(CipherException.class, () -> cipher.open(sealed, key, SecretMemory.onHeap()));
    assertThrows(
        CipherException.class, () -> cipher.keys().writePrivate(key, SecretMemory.onHeap()));
    assertEquals(2048, key.sizeBits());
  }

  @Test
  void fingerprint_isTheSha256OfTheSpki() throws Exception {
    SealingKey half = cipher.keys().readPublic(key.spki());

    assertArrayEquals(
        MessageDigest.getInstance("SHA-256").digest(key.spki().toArray()),
        half.fingerprint().toArray());
  }

  @Test
  void whatIsNoRsaKey_isRefused() {
    assertThrows(
        CipherException.class, () -> cipher.keys().readPublic(Bytes.copyOf(new byte[] {1})));
    try (SecretBytes none = SecretBytes.owning(new byte[] {1})) {
      assertThrows(CipherException.class, () -> cipher.keys().readPrivate(none));
    }
    assertThrows(CipherException.class, () -> cipher.keys().generate(16));
  }
}
