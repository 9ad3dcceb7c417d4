// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;
import java.nio.ByteBuffer;

/**
 * A sealed message as it is opened: the tag follows the ciphertext, as ciphers want it.
 *
 * @param nonce 12 bytes in a valid message
 * @param wrappedKey as long as the modulus in a valid message
 * @param ciphertextAndTag from its position to its limit; the last 16 bytes are the tag
 */
public record SealedMessage(Bytes nonce, Bytes wrappedKey, ByteBuffer ciphertextAndTag) {

  /** The size of every nonce: 96 bits, for which AES-GCM was made (NIST SP 800-38D). */
  public static final int NONCE_BYTES = 12;

  /** The size of every tag, the largest that AES-GCM has. */
  public static final int TAG_BYTES = 16;

  /**
   * Every cipher asks this before it does anything else.
   *
   * @throws CipherException {@link CipherException#cannotOpen} if the message cannot be one for
   *     that key, by its sizes
   */
  public void requireSizesFor(OpeningKey key) throws CipherException {
    if (nonce.size() != NONCE_BYTES
        || wrappedKey.size() != (key.sizeBits() + Byte.SIZE - 1) / Byte.SIZE
        || ciphertextAndTag.remaining() < TAG_BYTES) {
      throw CipherException.cannotOpen();
    }
  }
}
