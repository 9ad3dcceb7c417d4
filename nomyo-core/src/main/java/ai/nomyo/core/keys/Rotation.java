// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.threads.Background;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a ring's key succeeded by a fresh one when it is due. The fresh one is made ahead, and a key
 * that could not be succeeded is due again after as long, or as many uses, as the first time.
 */
final class Rotation implements AutoCloseable {

  static final String THREAD_NAME = "nomyo-key-rotation";

  private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

  /** The successor is made when only a tenth of the way is left. */
  private static final int REST = 10;

  private final KeyRotation when;
  private final Background background;
  private final KeyRing ring;
  private long uses;
  private @Nullable OpeningKey successor;
  private boolean closed;

  Rotation(KeyRotation when, Background background, KeyRing ring) {
    this.when = when;
    this.background = background;
    this.ring = ring;
  }

  boolean isOn() {
    return when.isOn();
  }

  /** A key comes into use. Called by one thread at a time, as is {@link #used}. */
  void begin(HeldKey key) {
    uses = 0;
    when.age().ifPresent(age -> succeedAfter(age, key));
  }

  private void succeedAfter(Duration age, HeldKey key) {
    background.after(age.minus(age.dividedBy(REST)), () -> prepareFor(key));
    background.after(
        age,
        () -> {
          succeed(key);
          if (ring.isCurrent(key)) {
            succeedAfter(age, key);
          }
        });
  }

  /** A call uses the key. */
  void used(HeldKey key) {
    uses++;
    when.uses().ifPresent(limit -> succeedAfter(limit, key));
  }

  private void succeedAfter(long limit, HeldKey key) {
    long position = (uses - 1) % limit + 1;
    if (position == limit - limit / REST) {
      background.after(Duration.ZERO, () -> prepareFor(key));
    }
    if (position == limit) {
      background.after(Duration.ZERO, () -> succeed(key));
    }
  }

  private void prepareFor(HeldKey key) {
    attempt(key, this::prepare);
  }

  private void succeed(HeldKey key) {
    attempt(
        key,
        () -> {
          prepare();
          OpeningKey fresh = takeSuccessor();
          if (fresh != null) {
            ring.succeed(key, fresh);
          }
        });
  }

  /** Nobody but the log is there to be told; the present key stays in use. */
  private void attempt(HeldKey key, Runnable step) {
    try {
      if (ring.isCurrent(key)) {
        step.run();
      }
    } catch (RuntimeException | Error failed) {
      // An error, too: the next attempt is made only if this one returns.
      warnUnlessReplaced(key, failed);
    }
  }

  private void warnUnlessReplaced(HeldKey key, Throwable failed) {
    if (ring.isCurrent(key)) {
      LOG.warn("the client's key was not rotated and stays in use: {}", Reason.of(failed));
    }
  }

  private void prepare() {
    if (!haveSuccessor()) {
      keep(ring.fresh());
    }
  }

  private synchronized boolean haveSuccessor() {
    return successor != null;
  }

  private synchronized void keep(OpeningKey fresh) {
    if (closed) {
      fresh.close();
    } else {
      successor = fresh;
    }
  }

  private synchronized @Nullable OpeningKey takeSuccessor() {
    OpeningKey taken = successor;
    successor = null;
    return taken;
  }

  /** A key that is being made at this moment is erased as soon as it is there. */
  @Override
  public synchronized void close() {
    closed = true;
    background.close();
    OpeningKey unused = takeSuccessor();
    if (unused != null) {
      unused.close();
    }
  }
}
