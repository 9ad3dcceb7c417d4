// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;

/**
 * A private RSA key that never leaves its token (an HSM, a smart card) and unwraps there. Every
 * cipher opens with it: the token unwraps the AES key, the cipher decrypts. Safe for use by many
 * threads; closing it ends its use, the token keeps the key.
 */
public non-sealed interface TokenKey extends OpeningKey, StoredKey {

  /**
   * Unwraps with RSA-OAEP (SHA-256, MGF1 with SHA-256, empty label).
   *
   * @param wrappedKey as long as the modulus
   * @param memory where the result goes
   * @return the wrapped bytes, however many; the caller closes it
   * @throws CipherException always the same one for whatever cannot be unwrapped: {@link
   *     CipherException#cannotOpen}, which a closed key throws, too; {@link
   *     CipherException#tokenFailed} when the token itself fails
   */
  SecretBytes unwrap(Bytes wrappedKey, SecretMemory memory) throws CipherException;

  /** Ends the use of the key. Idempotent. */
  @Override
  void close();
}
