// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SealedMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;

/**
 * AES-GCM with a 128-bit tag and no additional data, for one message.
 *
 * <p>Bouncy Castle works on arrays only, so what lies off the heap passes through a small one that
 * is erased on {@link #close}.
 */
final class AesGcm implements AutoCloseable {

  private static final int PIECE_BYTES = 4 * 1024;

  private final GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
  private final byte[] input = new byte[PIECE_BYTES];
  private final byte[] output = new byte[PIECE_BYTES + 2 * SealedMessage.TAG_BYTES];

  private AesGcm(boolean encrypt, SecretBytes key, Bytes nonce) {
    try (LentKey lent = new LentKey(key)) {
      cipher.init(
          encrypt,
          new AEADParameters(
              lent.parameter(), SealedMessage.TAG_BYTES * Byte.SIZE, nonce.toArray()));
    }
  }

  static AesGcm encrypting(SecretBytes key, Bytes nonce) {
    return new AesGcm(true, key, nonce);
  }

  /**
   * Decrypts. Plaintext is written before it is authenticated: it must not be used, and is to be
   * erased, when this throws.
   *
   * @param ciphertextAndTag left as it was
   * @param plaintext with room for all of it
   * @throws InvalidCipherTextException if the tag is not that of the ciphertext
   */
  static void decrypt(
      SecretBytes key, Bytes nonce, ByteBuffer ciphertextAndTag, ByteBuffer plaintext)
      throws InvalidCipherTextException {
    try (AesGcm gcm = new AesGcm(false, key, nonce)) {
      gcm.update(ciphertextAndTag.duplicate(), plaintext);
      gcm.finish(plaintext);
    }
  }

  /** Passes all of a buffer through the cipher, which may keep some of it back. */
  void update(ByteBuffer from, ByteBuffer to) {
    while (from.hasRemaining()) {
      int size = Math.min(from.remaining(), input.length);
      from.get(input, 0, size);
      to.put(output, 0, cipher.processBytes(input, 0, size, output, 0));
    }
  }

  /** Passes what was kept back; when encrypting, the tag follows. */
  void finish(ByteBuffer to) throws InvalidCipherTextException {
    to.put(output, 0, cipher.doFinal(output, 0));
  }

  @Override
  public void close() {
    Arrays.fill(input, (byte) 0);
    Arrays.fill(output, (byte) 0);
  }
}
