// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does with the pair in a key store. Safe for use by many threads.
 *
 * <p>A null password stands for none; passwords stand for their UTF-8 bytes, and the caller erases
 * them. Whatever fails, the pair that was there is there as it was. Unless said otherwise, every
 * method throws {@link KeyFileException} when there is no pair, it cannot be used, or the new one
 * cannot be saved.
 */
public final class KeyAdministration {

  /**
   * "Smallest key accepted: 2048 bits, for the client and for the router" (protocol, section 6).
   */
  private static final int SMALLEST_BITS = 2048;

  private static final int LARGEST_BITS = 8192;

  private final KeyPairs pairs;
  private final PairInspector inspector;

  /**
   * @param memory where private keys are held on their way
   */
  public KeyAdministration(RsaKeys keys, KeyProtection protection, SecretMemory memory) {
    this.pairs = new KeyPairs(keys, protection, memory);
    this.inspector = new PairInspector(pairs, keys, protection, memory);
  }

  /** Whether there is a pair, readable or not. */
  public boolean isPresent(KeyStore store) {
    Optional<StoredKey> stored = pairs.load(store);
    stored.ifPresent(StoredKey::close);
    return stored.isPresent();
  }

  /**
   * Says what there is, without its secrets. Without the password of a protected private half, the
   * public half speaks for both.
   *
   * @throws KeyFileException also if the two halves differ, or neither can be read
   */
  public PairDescription describe(KeyStore store, char @Nullable [] password) {
    return inspector.describe(store, password);
  }

  /**
   * Makes a first pair.
   *
   * @param sizeBits 2048 to 8192, a multiple of 8; 4096 takes about a second
   * @param password to protect the private half with
   * @throws KeyFileException if there is a pair already, or the new one cannot be saved
   * @throws InvalidInputException if the size is not allowed
   * @throws BackendUnavailableException if the backend cannot make a key of that size
   */
  public SavedPair generate(KeyStore store, int sizeBits, char @Nullable [] password) {
    checkSize(sizeBits);
    try (OpeningKey made = pairs.make(store, sizeBits, password)) {
      return saved(made, Optional.empty());
    }
  }

  /**
   * Makes a pair in the place of one that need not be readable, and keeps that one; otherwise as
   * {@link #generate}.
   */
  public SavedPair generateAnew(KeyStore store, int sizeBits, char @Nullable [] password) {
    checkSize(sizeBits);
    try (PemKeyPair previous = pairs.loadReplaceable(store);
        OpeningKey made = pairs.fresh(sizeBits)) {
      return saved(made, pairs.replace(store, previous, made, password, Previous.KEPT));
    }
  }

  /**
   * Makes a pair in the place of another, with the same password; otherwise as {@link #generate}.
   *
   * @param password the present pair's
   * @param fate what becomes of the present pair once the new one is there
   */
  public SavedPair rotate(KeyStore store, int sizeBits, char @Nullable [] password, Previous fate) {
    checkSize(sizeBits);
    try (PemKeyPair previous = pairs.loadReplaceable(store)) {
      pairs.open(previous, store, password).close();
      try (OpeningKey made = pairs.fresh(sizeBits)) {
        return saved(made, pairs.replace(store, previous, made, password, fate));
      }
    }
  }

  /**
   * Protects the private half with another password, or puts on the first, or takes it off.
   *
   * @param password the present one
   * @param next null to have none from now on
   */
  public SavedPair changePassword(
      KeyStore store, char @Nullable [] password, char @Nullable [] next) {
    try (PemKeyPair present = pairs.loadReplaceable(store);
        OpeningKey key = pairs.open(present, store, password)) {
      return saved(key, pairs.replace(store, present, key, next, Previous.REMOVED));
    }
  }

  private static SavedPair saved(OpeningKey key, Optional<String> backup) {
    return new SavedPair(key.sizeBits(), key.spki(), backup);
  }

  private static void checkSize(int sizeBits) {
    if (sizeBits < SMALLEST_BITS || sizeBits > LARGEST_BITS || sizeBits % Byte.SIZE != 0) {
      throw new InvalidInputException(
          "key size", sizeBits + " bits", SMALLEST_BITS + " to " + LARGEST_BITS + " in steps of 8");
    }
  }
}
