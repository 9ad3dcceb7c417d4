// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.core.port.OpeningKey;
import java.util.concurrent.atomic.AtomicBoolean;

/** The client's key, borrowed for one call. Closing gives it back. */
public final class KeyLease implements AutoCloseable {

  private final HeldKey held;
  private final AtomicBoolean open = new AtomicBoolean(true);

  KeyLease(HeldKey held) {
    this.held = held;
  }

  /** The key. Do not use it beyond {@link #close}. */
  public OpeningKey key() {
    return held.key();
  }

  /** Its public half as SPKI PEM text: LF line ends, lines of 64 characters, a trailing LF. */
  public String publicKeyPem() {
    return held.publicKeyPem();
  }

  /** Gives the key back. Idempotent. */
  @Override
  public void close() {
    if (open.getAndSet(false)) {
      held.giveBack();
    }
  }
}
