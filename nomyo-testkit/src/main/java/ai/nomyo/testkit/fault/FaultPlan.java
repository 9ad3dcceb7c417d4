// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import ai.nomyo.testkit.fault.After.Way;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What is to go wrong, and how much has. Safe for use by many threads. */
final class FaultPlan {

  private final FaultSource connections = new FaultSource();
  private final FaultSource exchanges = new FaultSource();
  private final AtomicInteger struck = new AtomicInteger();

  void add(Fault fault) {
    (isForConnections(fault) ? connections : exchanges).add(fault);
  }

  void share(double share, long seed, List<Fault> faults) {
    connections.share(share, seed, faults.stream().filter(FaultPlan::isForConnections).toList());
    exchanges.share(
        share, seed, faults.stream().filter(fault -> !isForConnections(fault)).toList());
  }

  private static boolean isForConnections(Fault fault) {
    return fault.place().way() == Way.CONNECTION;
  }

  Fault nextConnection() {
    return connections.next();
  }

  Fault nextExchange() {
    return exchanges.next();
  }

  int connections() {
    return connections.takers();
  }

  int exchanges() {
    return exchanges.takers();
  }

  /** A passage with this fault in it, which is counted when it strikes. */
  Passage passage(ClientSide client, OutputStream to, Fault fault) {
    Effect counted =
        passage -> {
          struck.incrementAndGet();
          return fault.effect().strike(passage);
        };
    return new Passage(client, to, fault.place().bytes(), counted);
  }

  int struck() {
    return struck.get();
  }

  void clear() {
    connections.clear();
    exchanges.clear();
    struck.set(0);
  }
}
