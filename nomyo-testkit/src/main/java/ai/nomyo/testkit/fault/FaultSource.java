// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Hands out faults, to connections or to exchanges: first those in line, then a share of others.
 * Safe for use by many threads.
 */
final class FaultSource {

  private final Deque<Fault> line = new ArrayDeque<>();
  private List<Fault> others = List.of();
  private double share;
  private Random random = new Random(0);
  private int takers;

  synchronized void add(Fault fault) {
    line.add(fault);
  }

  /** From now on, when nothing is in line, that share gets one of these. */
  synchronized void share(double ofTakers, long seed, List<Fault> faults) {
    share = ofTakers;
    random = new Random(seed);
    others = List.copyOf(faults);
  }

  synchronized Fault next() {
    takers++;
    Fault first = line.poll();
    if (first != null) {
      return first;
    }
    boolean struck = !others.isEmpty() && random.nextDouble() < share;
    return struck ? others.get(random.nextInt(others.size())) : Fault.none();
  }

  /** How often a fault was asked for. */
  synchronized int takers() {
    return takers;
  }

  synchronized void clear() {
    line.clear();
    others = List.of();
    takers = 0;
  }
}
