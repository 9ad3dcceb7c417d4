// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.util.OptionalLong;

/** Puts a password on a private key and takes it off. Safe for use by many threads. */
public interface KeyProtection {

  /**
   * PBKDF2's iterations in what {@link #protect} writes: what OWASP asked for in 2023 for this
   * function.
   */
  int ITERATIONS = 600_000;

  /**
   * Decrypts an {@code EncryptedPrivateKeyInfo} (PKCS#8, RFC 5958) protected with PBES2 (RFC 8018).
   *
   * @param encryptedPkcs8 DER; left as it was, the caller closes it
   * @param password stands for its UTF-8 bytes, not normalised; the caller erases it
   * @param memory where the result goes
   * @return the unencrypted PKCS#8 in DER; the caller closes it
   * @throws CipherException if the password is wrong or the protection is of a kind that is not
   *     supported; the message says which, as far as it can be known
   */
  SecretBytes unprotect(SecretBytes encryptedPkcs8, char[] password, SecretMemory memory)
      throws CipherException;

  /**
   * Encrypts a private key as {@code openssl pkey} and others read it: an {@code
   * EncryptedPrivateKeyInfo} with PBES2, PBKDF2 with HMAC-SHA-256, {@value #ITERATIONS} iterations
   * and a fresh salt of 16 bytes, and AES-256 in CBC mode. Takes about half a second, as it is
   * meant to.
   *
   * @param pkcs8 an unencrypted PKCS#8 {@code PrivateKeyInfo} in DER; left as it was, the caller
   *     closes it
   * @param password stands for its UTF-8 bytes, not normalised; the caller erases it
   * @param memory where the result goes
   * @return DER, which is no secret to those who lack the password; the caller closes it
   * @throws CipherException if the password is empty, or the provider refuses it; the message says
   *     why
   */
  SecretBytes protect(SecretBytes pkcs8, char[] password, SecretMemory memory)
      throws CipherException;

  /**
   * Says how a private key is protected, without its password; what cannot be taken off can be
   * described all the same, if it is PBES2.
   *
   * @param encryptedPkcs8 DER; left as it was, the caller closes it
   * @throws CipherException if it is no {@code EncryptedPrivateKeyInfo} with PBES2; the message
   *     names what it is, as far as it can be known
   */
  Scheme inspect(SecretBytes encryptedPkcs8) throws CipherException;

  /**
   * How a private key is protected.
   *
   * @param keyDerivation such as {@code PBKDF2 with HMAC-SHA-256}, or {@code scrypt (N=16384, r=8,
   *     p=1)}
   * @param iterations PBKDF2's; empty for what has none
   * @param encryption such as {@code AES-256-CBC}
   */
  record Scheme(String keyDerivation, OptionalLong iterations, String encryption) {}

  /** Who does it, for reports: {@code PBKDF2 and AES-CBC: SunJCE 17}. */
  String description();
}
