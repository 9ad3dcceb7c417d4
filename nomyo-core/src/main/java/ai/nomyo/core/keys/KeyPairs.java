// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.KeyFileException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pairs, and reads, saves and replaces them in stores. Every method that takes a password
 * leaves its erasing to the caller, and takes null for none.
 */
final class KeyPairs {

  /** The size of the keys that a client makes on its own. */
  static final int FRESH_BITS = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(KeyPairs.class);

  private final RsaKeys keys;
  private final KeyReader reader;
  private final KeyWriter writer;
  private final SecretMemory memory;

  KeyPairs(RsaKeys keys, KeyProtection protection, SecretMemory memory) {
    this.keys = keys;
    this.reader = new KeyReader(keys, protection, memory);
    this.writer = new KeyWriter(keys, protection, memory);
    this.memory = memory;
  }

  /** A fresh pair, in memory only. */
  OpeningKey fresh(int sizeBits) {
    try {
      return keys.generate(sizeBits);
    } catch (CipherException refused) {
      throw new BackendUnavailableException(
          "the backend cannot make an RSA key of " + sizeBits + " bits", refused);
    }
  }

  /** What a store holds, unread; what the store has to say of it goes to the log. */
  Optional<StoredKey> load(KeyStore store) {
    try {
      Optional<StoredKey> found = store.load(memory);
      found.ifPresent(KeyPairs::logWarnings);
      return found;
    } catch (KeyStorageException unreadable) {
      throw new KeyFileException(unreadable.getMessage(), unreadable);
    }
  }

  private static void logWarnings(StoredKey stored) {
    if (stored instanceof PemKeyPair pair) {
      pair.warnings().forEach(warning -> LOG.warn("{}", warning));
    }
  }

  /** As {@link #load}, and it must be there. */
  StoredKey loadPresent(KeyStore store) {
    return load(store)
        .orElseThrow(
            () -> new KeyFileException(store.location() + ": there is no private key", null));
  }

  /** As {@link #loadPresent}, and it must be one that can be replaced. */
  PemKeyPair loadReplaceable(KeyStore store) {
    StoredKey stored = loadPresent(store);
    if (stored instanceof PemKeyPair pair) {
      return pair;
    }
    stored.close();
    throw new KeyFileException(
        store.location()
            + ": the private key stays in its token; make another one with the token's own tools",
        null);
  }

  /** The key of a pair that was loaded; the caller closes both. */
  OpeningKey open(StoredKey stored, KeyStore store, char @Nullable [] password) {
    return reader.read(stored, store.location(), password);
  }

  /** The key of the pair in a store, if there is one. */
  Optional<OpeningKey> read(KeyStore store, char @Nullable [] password) {
    return load(store).map(stored -> opened(stored, store, password));
  }

  /** As {@link #read}, and it must be there. */
  OpeningKey readPresent(KeyStore store, char @Nullable [] password) {
    return opened(loadPresent(store), store, password);
  }

  /** What is read of a text outlives it; a token's key is itself what is used. */
  private OpeningKey opened(StoredKey stored, KeyStore store, char @Nullable [] password) {
    if (stored instanceof TokenKey token) {
      return open(token, store, password);
    }
    try (stored) {
      return open(stored, store, password);
    }
  }

  /** Makes a first pair, in the store itself where it can do that, and keeps it there. */
  OpeningKey make(KeyStore store, int sizeBits, char @Nullable [] password) {
    return makeInside(store, sizeBits, password)
        .orElseGet(() -> makeFor(store, sizeBits, password));
  }

  /** Makes a first pair in the store itself; empty where it cannot do that. */
  Optional<OpeningKey> makeInside(KeyStore store, int sizeBits, char @Nullable [] password) {
    return madeBy(store, sizeBits).map(token -> open(token, store, password));
  }

  private static Optional<TokenKey> madeBy(KeyStore store, int sizeBits) {
    try {
      return store.generate(sizeBits);
    } catch (KeyStorageException refused) {
      throw new KeyFileException(refused.getMessage(), refused);
    }
  }

  private OpeningKey makeFor(KeyStore store, int sizeBits, char @Nullable [] password) {
    OpeningKey fresh = fresh(sizeBits);
    return orErased(fresh, () -> save(store, fresh, password));
  }

  /** What becomes of a key, which nobody else can erase if a step on the way fails. */
  static OpeningKey orErased(OpeningKey key, Supplier<OpeningKey> step) {
    try {
      return step.get();
    } catch (Throwable failure) {
      // Whatever a store throws.
      key.close();
      throw failure;
    }
  }

  /** Keeps a first pair. */
  OpeningKey save(KeyStore store, OpeningKey key, char @Nullable [] password) {
    write(
        store,
        key,
        password,
        (privatePem, publicPem) -> {
          store.save(privatePem, publicPem);
          return Optional.empty();
        });
    return key;
  }

  /**
   * Puts a pair in the place of another.
   *
   * @return where the other is kept, if it is
   */
  Optional<String> replace(
      KeyStore store,
      PemKeyPair previous,
      OpeningKey key,
      char @Nullable [] password,
      KeyStore.Previous fate) {
    return write(
        store,
        key,
        password,
        (privatePem, publicPem) -> store.replace(previous, privatePem, publicPem, fate));
  }

  private Optional<String> write(
      KeyStore store,
      OpeningKey key,
      char @Nullable [] password,
      KeyWriter.Destination<Optional<String>> destination) {
    try {
      return writer.write(key, password, destination);
    } catch (CipherException refused) {
      throw new KeyFileException(
          store.location() + ": the key was not saved: " + refused.getMessage(), refused);
    } catch (KeyStorageException refused) {
      throw new KeyFileException(refused.getMessage(), refused);
    }
  }

  /**
   * Puts a fresh pair in the place of the present one. When another process did so before, that
   * pair is the one to use.
   *
   * @param present the public half of the pair that is in use
   * @param fresh left open
   * @return the fresh one, or the one that is in the store by now
   */
  OpeningKey succeed(KeyStore store, Bytes present, OpeningKey fresh, char @Nullable [] password) {
    try {
      return attempt(store, present, fresh, password);
    } catch (KeyFileException perhapsOvertaken) {
      return attempt(store, present, fresh, password);
    }
  }

  private OpeningKey attempt(
      KeyStore store, Bytes present, OpeningKey fresh, char @Nullable [] password) {
    try (PemKeyPair stored = loadReplaceable(store)) {
      OpeningKey found = open(stored, store, password);
      if (!found.spki().equals(present)) {
        return found;
      }
      found.close();
      replace(store, stored, fresh, password, KeyStore.Previous.REMOVED);
      return fresh;
    }
  }
}
