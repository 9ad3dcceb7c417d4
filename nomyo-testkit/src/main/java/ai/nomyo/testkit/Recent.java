// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest things that happened, up to a limit. Safe for use by many threads. */
final class Recent<T> {

  private final int most;
  private final Deque<T> kept = new ArrayDeque<>();

  Recent(int most) {
    this.most = most;
  }

  synchronized void add(T happened) {
    kept.addLast(happened);
    if (kept.size() > most) {
      kept.removeFirst();
    }
  }

  /** What is kept, oldest first; a copy. */
  synchronized List<T> all() {
    return List.copyOf(kept);
  }

  synchronized void clear() {
    kept.clear();
  }
}
