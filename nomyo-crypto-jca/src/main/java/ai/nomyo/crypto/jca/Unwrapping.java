// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

/** How a provider hands over an AES key that it unwraps. */
enum Unwrapping {
  /** As the result of a decryption: an array that can be erased. */
  AS_BYTES,
  /**
   * As a key object, a {@code SecretKeySpec} with every provider, which cannot be erased. In
   * approved-only mode BC-FIPS decrypts nothing but keys with OAEP, and so may a provider that is
   * not known.
   */
  AS_KEY
}
