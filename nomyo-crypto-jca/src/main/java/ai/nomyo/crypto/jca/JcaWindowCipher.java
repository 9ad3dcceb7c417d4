// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.sealing.WindowCipher;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Hands arrays to a provider, whatever the windows are made of. */
final class JcaWindowCipher implements WindowCipher {

  /** Runs the cipher on a window. */
  private interface Step {
    int run(ByteBuffer input, ByteBuffer output) throws GeneralSecurityException;
  }

  private final Cipher cipher;
  private ByteBuffer passage = ByteBuffer.allocate(0);
  private ByteBuffer output = ByteBuffer.allocate(0);

  /**
   * @param cipher ready to encrypt
   */
  JcaWindowCipher(Cipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public ByteBuffer update(ByteBuffer window) throws CipherException {
    return encrypt(window, cipher::update);
  }

  @Override
  public ByteBuffer finish(ByteBuffer window) throws CipherException {
    return encrypt(window, cipher::doFinal);
  }

  private ByteBuffer encrypt(ByteBuffer window, Step step) throws CipherException {
    ByteBuffer input = inArray(window);
    try {
      int size = ProviderCall.checked(() -> step.run(input, roomFor(input.remaining())));
      return output.position(0).limit(size);
    } catch (GeneralSecurityException refused) {
      throw CipherException.cannotSeal(refused);
    } finally {
      Arrays.fill(passage.array(), 0, passage.limit(), (byte) 0);
    }
  }

  /**
   * What lies outside the heap passes through an array that is erased, because the provider would
   * copy it into some that nobody erases.
   */
  private ByteBuffer inArray(ByteBuffer window) {
    if (window.hasArray()) {
      return window;
    }
    passage = withRoom(passage, window.remaining());
    return passage.put(window).flip();
  }

  /** Large enough for providers, too, that keep ciphertext back. */
  private ByteBuffer roomFor(int inputBytes) {
    output = withRoom(output, cipher.getOutputSize(inputBytes));
    return output;
  }

  /** Most messages are far smaller than a window. */
  private static ByteBuffer withRoom(ByteBuffer buffer, int size) {
    return buffer.capacity() < size ? ByteBuffer.allocate(size) : buffer.clear();
  }
}
