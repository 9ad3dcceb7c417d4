package ai.nomyo.core.keys;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.Background;
import ai.nomyo.core.threads.DaemonBackground;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the client's key pair, lends it to calls, and has it replaced when it is due. Safe for use
 * by many threads; while one makes the first key the others wait for it, and nobody waits for a
 * later one.
 */
public final class KeyRing implements AutoCloseable {

  private static final int FRESH_KEY_BITS = 4096;

  private final KeyPairs pairs;
  private final Optional<KeyStore> home;
  private final Rotation rotation;
  private final ReentrantLock lock = new ReentrantLock();
  final HeldPassword homePassword;
  private @Nullable HeldKey current;
  private boolean closed;

  /**
   * @param memory where the private key's encoding is held on its way, and its password
   * @param home where a first key is saved, and its successors; when it is empty, keys stay in
   *     memory only
   * @param rotation when the key is replaced
   */
  public KeyRing(
      RsaKeys keys,
      KeyProtection protection,
      SecretMemory memory,
      Optional<KeyStore> home,
      KeyRotation rotation) {
    this(keys, protection, memory, home, rotation, new DaemonBackground(Rotation.THREAD_NAME));
  }

  KeyRing(
      RsaKeys keys,
      KeyProtection protection,
      SecretMemory memory,
      Optional<KeyStore> home,
      KeyRotation rotation,
      Background background) {
    this.pairs = new KeyPairs(keys, protection, memory);
    this.home = home;
    this.homePassword = new HeldPassword(memory);
    this.rotation = new Rotation(rotation, background, this);
  }

  /**
   * Loads the pair at home, if there is one. A copy of the password is kept for the pairs that are
   * to be protected with it: until the first one is made, or, when keys are rotated, until the ring
   * is closed.
   *
   * @param password the private key's, or null; the caller erases it
   * @throws KeyFileException if there is one that cannot be used
   * @throws InvalidInputException if it cannot be replaced there, and keys are to be rotated
   */
  public void loadHome(char @Nullable [] password) {
    home.ifPresent(store -> loadHome(store, password));
  }

  private void loadHome(KeyStore store, char @Nullable [] password) {
    checkRotates(store);
    Optional<OpeningKey> found = pairs.read(store, password);
    keep(password);
    found.ifPresent(key -> use(key, true));
  }

  private void checkRotates(KeyStore store) {
    if (rotation.isOn() && !store.isReplaceable()) {
      throw new InvalidInputException(
          "key rotation",
          "with " + store.location() + ", whose key cannot be replaced",
          "none for such a key store");
    }
  }

  private void keep(char @Nullable [] password) {
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
   * @throws CallCancelledException if the ring is closed
   */
  public void load(KeyStore store, char @Nullable [] password) {
    use(pairs.readPresent(store, password), false);
  }

  /**
   * Makes a fresh pair, in memory only, and uses it from now on.
   *
   * @throws CallCancelledException if the ring is closed
   */
  public void generate() {
    use(fresh(), false);
  }

  /**
   * Makes a fresh pair, saves it and uses it from now on.
   *
   * @param password to protect the private key with, or null; the caller erases it
   * @throws KeyFileException if it cannot be saved; the present key stays in use
   * @throws CallCancelledException if the ring is closed; when it was before, nothing is saved
   */
  public void generate(KeyStore store, char @Nullable [] password) {
    lock.lock();
    try {
      checkOpen();
    } finally {
      lock.unlock();
    }
    use(pairs.make(store, FRESH_KEY_BITS, password), false);
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
      checkOpen();
      HeldKey lent = current == null ? first() : current;
      rotation.used(lent);
      return lent.lend();
    } finally {
      lock.unlock();
    }
  }

  private HeldKey first() {
    return home.isPresent() ? hold(firstAt(home.get()), true) : hold(fresh(), false);
  }

  /** Another client may have made the pair since this one was built. */
  private OpeningKey firstAt(KeyStore store) {
    return withHomePassword(
        homePassword.copy(), password -> pairs.readOrMake(store, FRESH_KEY_BITS, password));
  }

  private void lockOrCancel() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(null);
    }
  }

  private void use(OpeningKey key, boolean atHome) {
    lock.lock();
    try {
      if (closed) {
        key.close();
      }
      checkOpen();
      hold(key, atHome);
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new CallCancelledException(null);
    }
  }

  private HeldKey hold(OpeningKey key, boolean atHome) {
    retireCurrent();
    current = new HeldKey(key, atHome);
    if (!atHome || !rotation.isOn()) {
      homePassword.erase();
    }
    rotation.begin(current);
    return current;
  }

  private void retireCurrent() {
    if (current != null) {
      current.retire();
      current = null;
    }
  }

  OpeningKey fresh() {
    return pairs.fresh(FRESH_KEY_BITS);
  }

  boolean isCurrent(HeldKey key) {
    lock.lock();
    try {
      return key == current;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts a fresh key in the place of the present one, at home as well if that is where it is kept.
   *
   * @param fresh used, or erased when it is not needed after all
   * @throws KeyFileException if it cannot be saved; the present key stays in use
   */
  void succeed(HeldKey present, OpeningKey fresh) {
    OpeningKey next = null;
    try {
      next = present.isAtHome() ? atHomeInPlaceOf(present, fresh) : fresh;
    } finally {
      if (next != fresh) {
        fresh.close();
      }
    }
    useInPlaceOf(present, next);
  }

  private OpeningKey atHomeInPlaceOf(HeldKey present, OpeningKey fresh) {
    return withHomePassword(
        passwordWhileCurrent(present),
        password -> pairs.succeed(home.orElseThrow(), present.spki(), fresh, password));
  }

  /** A copy, because closing the ring erases its own at any time. */
  private char @Nullable [] passwordWhileCurrent(HeldKey present) {
    lock.lock();
    try {
      if (present != current) {
        throw new CallCancelledException(null);
      }
      return homePassword.copy();
    } finally {
      lock.unlock();
    }
  }

  private static OpeningKey withHomePassword(
      char @Nullable [] copy, Function<char @Nullable [], OpeningKey> use) {
    try {
      return use.apply(copy);
    } finally {
      if (copy != null) {
        Arrays.fill(copy, '\0');
      }
    }
  }

  private void useInPlaceOf(HeldKey present, OpeningKey next) {
    lock.lock();
    try {
      if (present == current) {
        hold(next, present.isAtHome());
      } else {
        next.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Erases the password, and each pair once no call uses it any more. A pair that is being made in
   * the background is erased as soon as it is there. Idempotent.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      homePassword.erase();
      retireCurrent();
      rotation.close();
    } finally {
      lock.unlock();
    }
  }
}
