// SPDX-License-Identifier: Apache-2.0
package ai.nomyo;

import ai.nomyo.core.Settings;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedCoreAtTheEntry {
  Settings forbidden();
}
