// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import org.jspecify.annotations.Nullable;

/** Turns a key into the texts that a store keeps, with a password or without. */
final class KeyWriter {

  /** Puts the two halves somewhere. */
  interface Destination<T> {

    /**
     * @param privateKeyPem closed by the writer
     */
    T put(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException;
  }

  private final RsaKeys keys;
  private final KeyProtection protection;
  private final SecretMemory memory;

  KeyWriter(RsaKeys keys, KeyProtection protection, SecretMemory memory) {
    this.keys = keys;
    this.protection = protection;
    this.memory = memory;
  }

  /**
   * Writes a pair.
   *
   * @param password the caller erases it
   */
  <T> T write(OpeningKey key, char @Nullable [] password, Destination<T> destination)
      throws CipherException, KeyStorageException {
    try (SecretBytes pkcs8 = keys.writePrivate(key, memory);
        SecretBytes pem = pem(pkcs8, password)) {
      return destination.put(pem, Pem.ofPublicKey(key.spki()));
    }
  }

  private SecretBytes pem(SecretBytes pkcs8, char @Nullable [] password) throws CipherException {
    if (password == null) {
      return Pem.ofPrivateKey(pkcs8, memory);
    }
    try (SecretBytes encrypted = protection.protect(pkcs8, password, memory)) {
      return Pem.ofEncryptedPrivateKey(encrypted, memory);
    }
  }
}
