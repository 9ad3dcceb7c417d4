// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** What a router remembers of its clients. Safe for use by many threads. */
final class RouterRecords {

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger keyFetches = new AtomicInteger();
  private final AtomicInteger chatCalls = new AtomicInteger();
  private final Recent<ReceivedRequest> requests;
  private final Recent<String> violations;

  RouterRecords(int most) {
    requests = new Recent<>(most);
    violations = new Recent<>(most);
  }

  AtomicInteger connections() {
    return connections;
  }

  AtomicInteger keyFetches() {
    return keyFetches;
  }

  AtomicInteger chatCalls() {
    return chatCalls;
  }

  Recent<ReceivedRequest> requests() {
    return requests;
  }

  Recent<String> violations() {
    return violations;
  }

  void clear() {
    connections.set(0);
    keyFetches.set(0);
    chatCalls.set(0);
    requests.clear();
    violations.clear();
  }
}
