// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The connections that are open. Safe for use by many threads. */
final class OpenConnections {

  private static final long PATIENCE_SECONDS = 30;

  private final Set<ProxiedConnection> open = new HashSet<>();

  synchronized void add(ProxiedConnection connection) {
    open.add(connection);
  }

  synchronized void remove(ProxiedConnection connection) {
    open.remove(connection);
    notifyAll();
  }

  synchronized int count() {
    return open.size();
  }

  synchronized void close() {
    open.forEach(ProxiedConnection::close);
  }

  /**
   * Waits until there is none.
   *
   * @throws AssertionError if there still is one after 30 s
   */
  synchronized void awaitNone() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!open.isEmpty()) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMillis <= 0) {
        throw new AssertionError(
            open.size() + " connections open after " + PATIENCE_SECONDS + " s");
      }
      wait(leftMillis);
    }
  }
}
