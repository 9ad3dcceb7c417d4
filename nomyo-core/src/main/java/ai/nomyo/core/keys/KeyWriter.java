package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import org.jspecify.annotations.Nullable;

/** Saves a pair in a store, with a password or without. */
final class KeyWriter {

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
  void write(OpeningKey key, KeyStore store, char @Nullable [] password)
      throws CipherException, KeyStorageException {
    try (SecretBytes pkcs8 = keys.writePrivate(key, memory);
        SecretBytes pem = pem(pkcs8, password)) {
      store.save(pem, Pem.ofPublicKey(key.spki()));
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
