// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import ai.nomyo.core.keys.KeyRing;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedKeysInMemory {
  KeyRing forbidden();
}
