// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import ai.nomyo.config.KeyRotation;
import ai.nomyo.core.keys.FakeRsaKeys.FakeKey;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import java.time.Duration;
import java.util.Optional;

/** Key rings under a clock that a test moves. */
final class RotatingRings {

  static final Duration DAY = Duration.ofDays(1);

  final FakeRsaKeys keys = new FakeRsaKeys();
  final FakeBackground background = new FakeBackground();

  KeyRing inMemory(KeyRotation rotation) {
    return ring(Optional.empty(), rotation);
  }

  KeyRing at(KeyStore home, KeyRotation rotation) {
    return ring(Optional.of(home), rotation);
  }

  private KeyRing ring(Optional<KeyStore> home, KeyRotation rotation) {
    return new KeyRing(
        keys, new FakeProtection(), SecretMemory.offHeap(), home, rotation, background);
  }

  static KeyLease lease(KeyRing ring) {
    return ring.lease(Deadline.after(Duration.ofMinutes(1), Time.SYSTEM), null);
  }

  /** Makes a call that is over at once. */
  static int use(KeyRing ring) {
    try (KeyLease lease = lease(ring)) {
      return ((FakeKey) lease.key()).number;
    }
  }

  /** The number of the key that was made as the first (0) or a later one. */
  int number(int made) {
    return keys.made.get(made).number;
  }
}
