// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The scripts that are still to be applied, first in, first out. Safe for use by many threads. */
final class ScriptQueue {

  private final Deque<Script> scripts = new ArrayDeque<>();

  synchronized void add(Script script) {
    scripts.add(script);
  }

  /** The script for the next request, which does nothing when none is left. */
  synchronized Stages next() {
    Script script = scripts.poll();
    if (script == null) {
      return Stages.NONE;
    }
    if (script.requests() > 1) {
      scripts.addFirst(script.times(script.requests() - 1));
    }
    return script.stages();
  }

  synchronized void clear() {
    scripts.clear();
  }
}
