package ai.nomyo.crypto.jca;

/** How a provider hands over an AES key that it unwraps. */
enum Unwrapping {
  /** As the result of a decryption: an array that can be erased. */
  AS_BYTES,
  /**
   * As a key, which all of them make a {@code SecretKeySpec} that cannot be erased: BC-FIPS, and
   * whoever else, decrypts nothing else with OAEP in approved-only mode.
   */
  AS_KEY
}
