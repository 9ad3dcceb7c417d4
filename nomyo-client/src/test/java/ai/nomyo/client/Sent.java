// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Messages from one cipher to another. */
final class Sent {

  private Sent() {}

  /** Whatever the sender seals for the key, its owner opens. */
  static void assertArrives(byte[] text, HybridCipher sender, HybridCipher owner, OpeningKey key)
      throws Exception {
    SealedMessage sealed = sealed(text, sender, key);
    try (SecretBytes plaintext = owner.open(sealed, key, SecretMemory.onHeap())) {
      byte[] opened = new byte[plaintext.size()];
      plaintext.lend().get(opened);
      assertArrayEquals(text, opened);
    }
  }

  private static SealedMessage sealed(byte[] text, HybridCipher sender, OpeningKey key)
      throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        sender.seal(
            out -> out.write(text),
            ciphertext,
            sender.keys().readPublic(key.spki()),
            SecretMemory.onHeap());
    ciphertext.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(ciphertext.toByteArray()));
  }
}
