package ai.nomyo.core.server;

import ai.nomyo.core.port.SealingKey;

/** A key that was fetched, and when. */
final class CachedKey {

  private final SealingKey key;
  private final long fetchedAtNanos;
  private boolean lent;

  CachedKey(SealingKey key, long fetchedAtNanos) {
    this.key = key;
    this.fetchedAtNanos = fetchedAtNanos;
  }

  SealingKey key() {
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
