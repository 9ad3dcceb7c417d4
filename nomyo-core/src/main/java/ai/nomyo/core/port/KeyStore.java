// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.util.Optional;

/**
 * Keeps the client's key pair between runs. Safe for use by many threads, and for several stores,
 * in this process or others, at one place.
 */
public interface KeyStore {

  /** What becomes of a pair that is replaced. */
  enum Previous {
    /** It stays beside the new one, under a name of its own. */
    KEPT,
    /** It is removed. */
    REMOVED
  }

  /**
   * The pair that is kept.
   *
   * @param memory where the private half goes
   * @return empty only when there is no private key at all; the caller closes it
   * @throws KeyStorageException if there is something that cannot be read
   */
  Optional<StoredKey> load(SecretMemory memory) throws KeyStorageException;

  /**
   * Keeps a first pair, readable by the owner only.
   *
   * @param privateKeyPem PKCS#8 PEM text in UTF-8; left as it was, the caller closes it
   * @param publicKeyPem SPKI PEM text
   * @throws KeyStorageException if a pair, or half of one, is there already (it is left as it was),
   *     or the new one cannot be kept
   */
  void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException;

  /**
   * Puts a pair in the place of another. Whatever interrupts it, one of the two is there as a whole
   * afterwards.
   *
   * @param previous what was loaded; not closed, left as it was
   * @param privateKeyPem as {@link #save}
   * @param publicKeyPem as {@link #save}
   * @param fate what becomes of the previous pair
   * @return where the previous pair is kept; empty when it was removed
   * @throws KeyStorageException if another pair than the previous one is there by now, or the new
   *     one cannot be kept; what is there is left as it was
   */
  Optional<String> replace(
      PemKeyPair previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException;

  /**
   * Makes a first pair inside the store, for stores whose private keys never leave. What is
   * returned is kept; it need not be saved.
   *
   * @return empty from a store that keeps what it is given
   * @throws KeyStorageException if a pair is there already, or none can be made
   */
  default Optional<TokenKey> generate(int sizeBits) throws KeyStorageException {
    return Optional.empty();
  }

  /** Whether {@link #replace} can be asked for at all. By default, it can. */
  default boolean isReplaceable() {
    return true;
  }

  /** Where the pair is, for messages: a path, never a secret. */
  String location();
}
