// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;

/**
 * A private RSA key to open with, in the form of the cipher that made it. Safe for use by many
 * threads; closing it erases what can be erased, after which it opens nothing.
 */
public interface OpeningKey extends AutoCloseable {

  /** The length of the modulus in bits. */
  int sizeBits();

  /** The public half as a {@code SubjectPublicKeyInfo} in DER (RFC 5280). */
  Bytes spki();

  /** Erases the private half as far as the provider lets it. Idempotent. */
  @Override
  void close();
}
