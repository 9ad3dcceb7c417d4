// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;

/** A public RSA key to seal for, in the form of the cipher that read it. Immutable. */
public interface SealingKey {

  /** The length of the modulus in bits. */
  int sizeBits();

  /** The key as a {@code SubjectPublicKeyInfo} in DER (RFC 5280). */
  Bytes spki();

  /**
   * What tells the key from others: SHA-256 of {@link #spki}, 32 bytes, computed by the cipher that
   * read the key.
   *
   * @throws CipherException if its provider has no SHA-256 to offer
   */
  Bytes fingerprint() throws CipherException;
}
