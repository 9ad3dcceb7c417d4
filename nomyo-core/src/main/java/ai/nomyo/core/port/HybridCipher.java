// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Seals a message for the holder of an RSA key and opens what was sealed for one's own.
 *
 * <p>AES-256-GCM with a 128-bit tag and no additional data; the AES key is wrapped with RSA-OAEP
 * (SHA-256, MGF1 with SHA-256, empty label). Wire format: docs/protocol.md, section 3. Safe for use
 * by many threads.
 */
public interface HybridCipher {

  /**
   * Encrypts with a fresh 32-byte AES key and a fresh 12-byte nonce, and wraps that key.
   *
   * @param plaintext is asked to write once; what passes through is erased behind it
   * @param ciphertext receives as many bytes as the plaintext had, in order; the caller owns it,
   *     and it is neither flushed nor closed
   * @param recipient made by this cipher's {@link #keys}
   * @param memory where plaintext is held on its way
   * @throws CipherException if the provider refuses, or the recipient is another cipher's
   * @throws IOException what the plaintext or the ciphertext stream threw; a {@code
   *     RuntimeException} of theirs comes through as well
   */
  SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException;

  /**
   * Unwraps the AES key, authenticates the whole ciphertext and only then releases the plaintext.
   *
   * @param sealed left as it was
   * @param key made by this cipher's {@link #keys}, or a {@link TokenKey}, whose token unwraps
   * @param memory where the plaintext goes
   * @return the plaintext, which may be empty; the caller closes it
   * @throws CipherException always the same one for a wrong key, tag, nonce, wrapped key or length:
   *     {@link CipherException#cannotOpen}; the token's own, unchanged, when that fails
   */
  SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException;

  /** Makes and reads the keys that this cipher works with. */
  RsaKeys keys();

  /** What this cipher is made of: libraries and versions, no secret. */
  CipherDescription description();
}
