// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;

/**
 * Turns encodings of RSA keys into handles that only the cipher which made them understands. Safe
 * for use by many threads. Decides nothing about how large a key must be.
 */
public interface RsaKeys {

  /**
   * Makes a fresh key pair with the public exponent 65537. Takes about a second for 4096 bits.
   *
   * @throws CipherException if the provider cannot make one of that size
   */
  OpeningKey generate(int sizeBits) throws CipherException;

  /**
   * Reads a private key with its public half.
   *
   * @param pkcs8 an unencrypted PKCS#8 {@code PrivateKeyInfo} in DER (RFC 5208) with an RSA key;
   *     left as it was, the caller closes it
   * @throws CipherException if it is anything else
   */
  OpeningKey readPrivate(SecretBytes pkcs8) throws CipherException;

  /**
   * Writes a private key as an unencrypted PKCS#8 {@code PrivateKeyInfo} in DER.
   *
   * @param key made by this object
   * @param memory where the result goes
   * @return what {@link #readPrivate} reads, and other programs do; the caller closes it
   * @throws CipherException if the key is another cipher's, is closed, or has no encoding
   */
  SecretBytes writePrivate(OpeningKey key, SecretMemory memory) throws CipherException;

  /**
   * Reads a public key.
   *
   * @param spki a {@code SubjectPublicKeyInfo} in DER (RFC 5280) with an RSA key
   * @throws CipherException if it is anything else
   */
  SealingKey readPublic(Bytes spki) throws CipherException;
}
