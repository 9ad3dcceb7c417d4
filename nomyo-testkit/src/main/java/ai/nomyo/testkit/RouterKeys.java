// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.RsaKeys;
import java.util.ArrayList;
import java.util.List;

/** The key the router has and the ones it had. Safe for use by many threads. */
final class RouterKeys implements AutoCloseable {

  private static final String SECOND = "keys/rotated_private_key.pem";
  private static final int LATER_BITS = 2048;

  private final RsaKeys keys;
  private final List<RouterKey> newestFirst = new ArrayList<>();

  RouterKeys(RsaKeys keys, RouterKey first) {
    this.keys = keys;
    newestFirst.add(first);
  }

  synchronized RouterKey current() {
    return newestFirst.get(0);
  }

  synchronized List<RouterKey> former() {
    return List.copyOf(newestFirst.subList(1, newestFirst.size()));
  }

  /** The second key comes with the testkit, later ones are made. */
  synchronized void rotate() {
    try {
      newestFirst.add(
          0,
          newestFirst.size() == 1
              ? RouterKey.shipped(keys, SECOND)
              : RouterKey.fresh(keys, LATER_BITS));
    } catch (CipherException refused) {
      throw new IllegalStateException("the cipher cannot make the router's next key", refused);
    }
  }

  /** Back to the first key. */
  synchronized void reset() {
    while (newestFirst.size() > 1) {
      newestFirst.remove(0).close();
    }
  }

  @Override
  public synchronized void close() {
    newestFirst.forEach(RouterKey::close);
  }
}
