package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;

/** Takes the password off a private key. Safe for use by many threads. */
public interface KeyProtection {

  /**
   * Decrypts an {@code EncryptedPrivateKeyInfo} (PKCS#8, RFC 5958) protected with PBES2 (RFC 8018).
   *
   * @param encryptedPkcs8 DER; left as it was, the caller closes it
   * @param password stands for its UTF-8 bytes, not normalised; the caller erases it
   * @return the unencrypted PKCS#8 in DER; the caller closes it
   * @throws CipherException if the password is wrong or the protection is of a kind that is not
   *     supported; the message says which, as far as it can be known
   */
  SecretBytes unprotect(SecretBytes encryptedPkcs8, char[] password) throws CipherException;
}
