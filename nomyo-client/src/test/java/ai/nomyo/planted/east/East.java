// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.planted.east;

import ai.nomyo.planted.west.West;

/** One half of a cycle, to show that {@code ArchitectureTest} notices. */
public interface East {
  West forbidden();
}
