// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.Background;
import ai.nomyo.core.threads.DaemonBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the client's key pair, lends it to calls, and has it replaced when it is due. Safe for use
 * by many threads. The first key is made on a thread of its own, for which calls wait; nobody waits
 * for a later one.
 */
public final class KeyRing implements AutoCloseable {

  private final KeyPairs pairs;
  final Optional<KeyHome> home;
  private final Rotation rotation;
  private @Nullable HeldKey current;
  private @Nullable FirstKey underWay;
  private boolean closed;

  /**
   * @param memory where the private key's encoding is held on its way, and its password
   * @param store where a first key is saved, and its successors; when it is empty, keys stay in
   *     memory only
   * @param rotation when the key is replaced
   */
  public KeyRing(
      RsaKeys keys,
      KeyProtection protection,
      SecretMemory memory,
      Optional<KeyStore> store,
      KeyRotation rotation) {
    this(keys, protection, memory, store, rotation, new DaemonBackground(Rotation.THREAD_NAME));
  }

  KeyRing(
      RsaKeys keys,
      KeyProtection protection,
      SecretMemory memory,
      Optional<KeyStore> store,
      KeyRotation rotation,
      Background background) {
    this.pairs = new KeyPairs(keys, protection, memory);
    this.home = store.map(place -> new KeyHome(place, pairs, memory));
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
    home.ifPresent(place -> loadFrom(place, password));
  }

  private void loadFrom(KeyHome place, char @Nullable [] password) {
    if (rotation.isOn()) {
      place.requireReplaceable();
    }
    place.load(password).ifPresent(key -> use(key, true));
  }

  /**
   * Loads a pair and uses it from now on, also for calls that wait for a first one, which is not
   * needed any more.
   *
   * @param password the private key's, or null; the caller erases it
   * @throws KeyFileException if it cannot be used; the present key stays in use
   * @throws CallCancelledException if the ring is closed
   */
  public void load(KeyStore store, char @Nullable [] password) {
    use(pairs.readPresent(store, password), false);
  }

  /**
   * Makes a fresh pair on the calling thread, in memory only; otherwise as {@link #load}.
   *
   * @throws CallCancelledException if the ring is closed
   */
  public void generate() {
    use(fresh(), false);
  }

  /**
   * Makes a fresh pair on the calling thread and saves it; otherwise as {@link #load}.
   *
   * @param password to protect the private key with, or null; the caller erases it
   * @throws KeyFileException if it cannot be saved; the present key stays in use
   * @throws CallCancelledException if the ring is closed; when it was before, nothing is saved
   */
  public void generate(KeyStore store, char @Nullable [] password) {
    checkOpen(null);
    use(pairs.make(store, KeyPairs.FRESH_BITS, password), false);
  }

  /**
   * Begins to make the first pair, if there is none and it stays in memory; {@link #lease} waits
   * for it. One that is to be saved is not made before it is needed.
   */
  public synchronized void beginFirst() {
    if (!closed && current == null && home.isEmpty()) {
      first();
    }
  }

  /**
   * Lends the pair. When there is none it is made, or read if another process has saved one, once
   * for all calls that wait for it, and for those to come if none does any more.
   *
   * @param payloadId the call it is for, when there is one
   * @return to be closed when the call is over; the key is erased only after that
   * @throws CallCancelledException if the ring is closed, or the thread is interrupted while it
   *     waits for the first key
   * @throws DeadlineExceededException if the first key is not there in time
   * @throws KeyFileException if it cannot be read or saved; the next call tries again
   * @throws BackendUnavailableException if the backend cannot make it; the next call tries again
   */
  public KeyLease lease(Deadline deadline, @Nullable String payloadId) {
    FirstKey first;
    synchronized (this) {
      checkOpen(payloadId);
      if (current != null) {
        rotation.used(current);
        return current.lend();
      }
      first = first();
    }
    first.await(deadline, payloadId);
    return lease(deadline, payloadId);
  }

  private FirstKey first() {
    if (underWay == null) {
      underWay = FirstKey.begin(this::make);
    }
    return underWay;
  }

  private void make(FirstKey first) {
    try {
      useIfNeeded(home.map(KeyHome::first).orElseGet(this::fresh), first);
    } catch (RuntimeException | Error failed) {
      // Whatever it was, calls wait to be told, and the next one tries again.
      forgetFirst();
      first.fail(failed);
    }
  }

  /** Not, if the ring was closed or given another key meanwhile. */
  private synchronized void useIfNeeded(OpeningKey key, FirstKey first) {
    if (first == underWay) {
      hold(key, home.isPresent());
    } else {
      key.close();
    }
  }

  /** Either it is under way, or none will ever be again. */
  private synchronized void forgetFirst() {
    underWay = null;
  }

  private synchronized void use(OpeningKey key, boolean atHome) {
    if (closed) {
      key.close();
    }
    checkOpen(null);
    hold(key, atHome);
  }

  private synchronized void checkOpen(@Nullable String payloadId) {
    if (closed) {
      throw new CallCancelledException(payloadId);
    }
  }

  private void hold(OpeningKey key, boolean atHome) {
    retireCurrent();
    current = new HeldKey(key, atHome);
    if (!atHome || !rotation.isOn()) {
      home.ifPresent(KeyHome::close);
    }
    rotation.begin(current);
    letCallsGoOn();
  }

  private void retireCurrent() {
    if (current != null) {
      current.retire();
      current = null;
    }
  }

  private void letCallsGoOn() {
    if (underWay != null) {
      underWay.end();
      underWay = null;
    }
  }

  OpeningKey fresh() {
    return pairs.fresh(KeyPairs.FRESH_BITS);
  }

  synchronized boolean isCurrent(HeldKey key) {
    return key == current;
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
      next = present.isAtHome() ? home.orElseThrow().succeed(present, fresh) : fresh;
    } finally {
      if (next != fresh) {
        fresh.close();
      }
    }
    useInPlaceOf(present, next);
  }

  private synchronized void useInPlaceOf(HeldKey present, OpeningKey next) {
    if (present == current) {
      hold(next, present.isAtHome());
    } else {
      next.close();
    }
  }

  /**
   * Erases the password, and each pair once no call uses it any more. Calls that wait for the first
   * key are cancelled. A pair that is being made is erased as soon as it is there, and not saved,
   * unless that has begun. Waits for nothing of this. Idempotent.
   */
  @Override
  public synchronized void close() {
    closed = true;
    home.ifPresent(KeyHome::close);
    retireCurrent();
    letCallsGoOn();
    rotation.close();
  }
}
