// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.planted.west;

import ai.nomyo.planted.east.East;

/** One half of a cycle, to show that {@code ArchitectureTest} notices. */
public interface West {
  East forbidden();
}
