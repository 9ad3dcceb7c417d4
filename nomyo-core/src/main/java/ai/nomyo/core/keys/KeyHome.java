// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a ring's first key is kept, and its successors, and a copy of the password that they are to
 * be protected with. Safe for use by many threads. Once it is closed the password is gone and
 * nothing is kept any more: who tries gets a {@link CallCancelledException}.
 */
final class KeyHome implements AutoCloseable {

  private final KeyStore store;
  private final KeyPairs pairs;
  final HeldPassword password;
  private boolean closed;

  KeyHome(KeyStore store, KeyPairs pairs, SecretMemory memory) {
    this.store = store;
    this.pairs = pairs;
    this.password = new HeldPassword(memory);
  }

  void requireReplaceable() {
    if (!store.isReplaceable()) {
      throw new InvalidInputException(
          "key rotation",
          "with " + store.location() + ", whose key cannot be replaced",
          "none for such a key store");
    }
  }

  /**
   * The pair that is there, if there is one.
   *
   * @param given copied, for the pairs to come; the caller erases it
   */
  Optional<OpeningKey> load(char @Nullable [] given) {
    keep(given);
    return pairs.read(store, given);
  }

  private synchronized void keep(char @Nullable [] given) {
    checkOpen();
    password.keep(given);
  }

  private void checkOpen() {
    if (closed) {
      throw new CallCancelledException(null);
    }
  }

  /**
   * The pair that is there by now, or a first one. When somebody else saves one while it is made,
   * that is the one to use.
   */
  OpeningKey first() {
    return found().orElseGet(this::madeUnlessOvertaken);
  }

  private Optional<OpeningKey> found() {
    return withPassword(copy -> pairs.read(store, copy));
  }

  private OpeningKey madeUnlessOvertaken() {
    try {
      return withPassword(copy -> pairs.makeInside(store, KeyPairs.FRESH_BITS, copy))
          .orElseGet(() -> kept(pairs.fresh(KeyPairs.FRESH_BITS)));
    } catch (KeyFileException perhapsOvertaken) {
      return found().orElseThrow(() -> perhapsOvertaken);
    }
  }

  /** The password is asked for anew: nothing is kept if this was closed meanwhile. */
  private OpeningKey kept(OpeningKey fresh) {
    return KeyPairs.orErased(fresh, () -> withPassword(copy -> pairs.save(store, fresh, copy)));
  }

  /** Puts a fresh key in the place of the present one; otherwise as {@link KeyPairs#succeed}. */
  OpeningKey succeed(HeldKey present, OpeningKey fresh) {
    return withPassword(copy -> pairs.succeed(store, present.spki(), fresh, copy));
  }

  private <T> T withPassword(Function<char @Nullable [], T> use) {
    char[] copy = copyOfPassword();
    try {
      return use.apply(copy);
    } finally {
      if (copy != null) {
        Arrays.fill(copy, '\0');
      }
    }
  }

  /** Because closing erases the other at any time. */
  private synchronized char @Nullable [] copyOfPassword() {
    checkOpen();
    return password.copy();
  }

  /** Does not wait for what is being read or saved at the moment. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    password.erase();
  }
}
