// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A message from one cipher to another. */
final class Exchange {

  static final byte[] TEXT = {1, 2, 3};

  private Exchange() {}

  /** The recipient makes a key, which it writes and reads again. */
  static void between(HybridCipher sender, HybridCipher recipient) throws Exception {
    try (OpeningKey made = recipient.keys().generate(2048);
        SecretBytes pkcs8 = recipient.keys().writePrivate(made, SecretMemory.offHeap());
        OpeningKey key = recipient.keys().readPrivate(pkcs8)) {
      SealedMessage sealed = seal(sender, sender.keys().readPublic(key.spki()));
      assertOpens(recipient, sealed, key);
    }
  }

  static void assertOpens(HybridCipher recipient, SealedMessage sealed, OpeningKey key)
      throws Exception {
    try (SecretBytes plaintext = recipient.open(sealed, key, SecretMemory.onHeap())) {
      byte[] opened = new byte[plaintext.size()];
      plaintext.lend().get(opened);
      assertArrayEquals(TEXT, opened);
    }
  }

  static SealedMessage seal(HybridCipher cipher, SealingKey recipient) throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        cipher.seal(out -> out.write(TEXT), ciphertext, recipient, SecretMemory.onHeap());
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }
}
