// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

/** A key that was fetched, and when. */
final class CachedKey {

  private final RouterKey key;
  private final long fetchedAtNanos;
  private boolean lent;

  CachedKey(RouterKey key, long fetchedAtNanos) {
    this.key = key;
    this.fetchedAtNanos = fetchedAtNanos;
  }

  RouterKey key() {
    return key;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - fetchedAtNanos;
  }

  /** Whether it is lent for the first time. */
  boolean lendFirst() {
    boolean first = !lent;
    lent = true;
    return first;
  }
}
