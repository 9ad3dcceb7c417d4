// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import ai.nomyo.core.port.HybridCipher;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedPortInMachine {
  HybridCipher forbidden();
}
