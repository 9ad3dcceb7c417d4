package ai.nomyo.core.keys;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.KeyFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the client's key pair and lends it to calls. Safe for use by many threads; while one makes
 * the first key the others wait for it.
 */
public final class KeyRing implements AutoCloseable {

  private static final int FRESH_KEY_BITS = 4096;

  private final RsaKeys keys;
  private final KeyReader reader;
  private final KeyWriter writer;
  private final SecretMemory memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Optional<KeyStore> home;
  final HeldPassword homePassword;
  private @Nullable HeldKey current;
  private boolean closed;

  /**
   * @param memory where the private key's encoding is held on its way, and its password
   * @param home where a first key is saved; when it is empty, that key stays in memory only
   */
  public KeyRing(
      RsaKeys keys, KeyProtection protection, SecretMemory memory, Optional<KeyStore> home) {
    this.keys = keys;
    this.reader = new KeyReader(keys, protection, memory);
    this.writer = new KeyWriter(keys, protection, memory);
    this.memory = memory;
    this.home = home;
    this.homePassword = new HeldPassword(memory);
  }

  /**
   * Loads the pair at home, if there is one. If there is none, a copy of the password is kept, to
   * protect the first key with, until that is made or the ring is closed.
   *
   * @param password the private key's, or null; the caller erases it
   * @throws KeyFileException if there is one that cannot be used
   */
  public void loadHome(char @Nullable [] password) {
    home.ifPresent(store -> loadHome(store, password));
  }

  private void loadHome(KeyStore store, char @Nullable [] password) {
    read(store, password).ifPresentOrElse(this::use, () -> keepForTheFirstKey(password));
  }

  private void keepForTheFirstKey(char @Nullable [] password) {
    lock.lock();
    try {
      checkOpen();
      homePassword.keep(password);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Loads a pair and uses it from now on.
   *
   * @param password the private key's, or null; the caller erases it
   * @throws KeyFileException if it cannot be used; the present key stays in use
   */
  public void load(KeyStore store, char @Nullable [] password) {
    use(
        read(store, password)
            .orElseThrow(
                () -> new KeyFileException(store.location() + ": there is no private key", null)));
  }

  /** Makes a fresh pair, in memory only, and uses it from now on. */
  public void generate() {
    use(fresh());
  }

  /**
   * Makes a fresh pair, saves it and uses it from now on.
   *
   * @param password to protect the private key with, or null; the caller erases it
   * @throws KeyFileException if it cannot be saved; the present key stays in use
   */
  public void generate(KeyStore store, char @Nullable [] password) {
    lock.lock();
    try {
      checkOpen();
    } finally {
      lock.unlock();
    }
    use(freshIn(store, password));
  }

  /**
   * Lends the pair, making it first if there is none.
   *
   * @return to be closed when the call is over; the key is erased only after that
   * @throws CallCancelledException if the ring is closed, or the thread is interrupted while it
   *     waits for another that makes the key
   */
  public KeyLease lease() {
    lockOrCancel();
    try {
      if (closed) {
        throw new CallCancelledException(null);
      }
      if (current == null) {
        current = new HeldKey(home.isPresent() ? firstAt(home.get()) : fresh());
        homePassword.erase();
      }
      return current.lend();
    } finally {
      lock.unlock();
    }
  }

  /** Another client may have made the pair since this one was built. */
  private OpeningKey firstAt(KeyStore store) {
    char @Nullable [] password = homePassword.copy();
    try {
      return read(store, password).orElseGet(() -> freshIn(store, password));
    } finally {
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  private void lockOrCancel() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(null);
    }
  }

  private void use(OpeningKey key) {
    lock.lock();
    try {
      if (closed) {
        key.close();
      }
      checkOpen();
      retireCurrent();
      current = new HeldKey(key);
      homePassword.erase();
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
  }

  private void retireCurrent() {
    if (current != null) {
      current.retire();
      current = null;
    }
  }

  private Optional<OpeningKey> read(KeyStore store, char @Nullable [] password) {
    try {
      Optional<StoredKey> found = store.load(memory);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(read(found.get(), store.location(), password));
    } catch (KeyStorageException unreadable) {
      throw new KeyFileException(unreadable.getMessage(), unreadable);
    }
  }

  /** What is read of a text outlives it; a token's key is itself what is used. */
  private OpeningKey read(StoredKey stored, String location, char @Nullable [] password) {
    if (stored instanceof TokenKey token) {
      return reader.read(token, location, password);
    }
    try (stored) {
      return reader.read(stored, location, password);
    }
  }

  private OpeningKey fresh() {
    try {
      return keys.generate(FRESH_KEY_BITS);
    } catch (CipherException refused) {
      throw new BackendUnavailableException(
          "the backend cannot make an RSA key of " + FRESH_KEY_BITS + " bits", refused);
    }
  }

  private OpeningKey freshIn(KeyStore store, char @Nullable [] password) {
    return madeBy(store).orElseGet(() -> saved(fresh(), store, password));
  }

  private static Optional<OpeningKey> madeBy(KeyStore store) {
    try {
      return store.generate(FRESH_KEY_BITS).map(OpeningKey.class::cast);
    } catch (KeyStorageException refused) {
      throw new KeyFileException(refused.getMessage(), refused);
    }
  }

  private OpeningKey saved(OpeningKey key, KeyStore store, char @Nullable [] password) {
    try {
      writer.write(key, store, password);
      return key;
    } catch (CipherException | KeyStorageException refused) {
      key.close();
      throw new KeyFileException(
          store.location() + ": the new key was not saved: " + refused.getMessage(), refused);
    }
  }

  /** Erases the password, and the pair once no call uses it any more. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      homePassword.erase();
      retireCurrent();
    } finally {
      lock.unlock();
    }
  }
}
