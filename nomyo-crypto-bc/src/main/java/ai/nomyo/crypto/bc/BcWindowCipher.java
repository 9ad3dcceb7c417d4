// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.sealing.WindowCipher;
import ai.nomyo.core.sealing.WindowedSealing;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Encrypts windows, and keeps ciphertext only. */
final class BcWindowCipher implements WindowCipher {

  private final AesGcm gcm;

  /** Bouncy Castle keeps a block back, which comes out with the next window. */
  private final ByteBuffer output =
      ByteBuffer.allocate(WindowedSealing.WINDOW_BYTES + 2 * SealedMessage.TAG_BYTES);

  /**
   * @param gcm ready to encrypt
   */
  BcWindowCipher(AesGcm gcm) {
    this.gcm = gcm;
  }

  @Override
  public ByteBuffer update(ByteBuffer window) {
    gcm.update(window, output.clear());
    return output.flip();
  }

  @Override
  public ByteBuffer finish(ByteBuffer window) throws CipherException {
    try {
      gcm.update(window, output.clear());
      gcm.finish(output);
      return output.flip();
    } catch (InvalidCipherTextException refused) {
      throw CipherException.cannotSeal(refused);
    }
  }
}
