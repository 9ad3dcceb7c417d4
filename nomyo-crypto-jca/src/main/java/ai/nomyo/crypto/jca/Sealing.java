// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.sealing.WindowedSealing;
import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.Cipher;

/** How a provider wants to be given a message, and in which kind of buffer it is fastest. */
enum Sealing {
  /** In windows; over heap arrays, which the JDK, ACCP and BC-FIPS read without copying. */
  IN_WINDOWS(SecretMemory.Kind.HEAP) {
    @Override
    Bytes seal(
        PlaintextSource plaintext, OutputStream ciphertext, Cipher cipher, SecretMemory memory)
        throws CipherException, IOException {
      return WindowedSealing.seal(plaintext, ciphertext, new JcaWindowCipher(cipher), memory);
    }
  },
  /** All at once, outside the heap: Conscrypt copies anything else to where nobody erases it. */
  AT_ONCE(SecretMemory.Kind.DIRECT) {
    @Override
    Bytes seal(
        PlaintextSource plaintext, OutputStream ciphertext, Cipher cipher, SecretMemory memory)
        throws CipherException, IOException {
      try (GatheredSealing stream = new GatheredSealing(cipher, ciphertext, memory)) {
        plaintext.writeTo(stream);
        return stream.finish();
      }
    }
  };

  private final SecretMemory.Kind kind;

  Sealing(SecretMemory.Kind kind) {
    this.kind = kind;
  }

  /**
   * Encrypts all of a plaintext.
   *
   * @param ciphertext receives it without the tag
   * @param cipher ready to encrypt
   * @return the tag
   */
  abstract Bytes seal(
      PlaintextSource plaintext, OutputStream ciphertext, Cipher cipher, SecretMemory memory)
      throws CipherException, IOException;

  /** The kind of buffer to open messages into. */
  SecretMemory.Kind kind() {
    return kind;
  }
}
