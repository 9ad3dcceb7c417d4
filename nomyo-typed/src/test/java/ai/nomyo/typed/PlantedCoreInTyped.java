// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.core.port.HybridCipher;

/** Breaks a rule of {@code TypedArchitectureTest}, to show that the rule notices. */
public interface PlantedCoreInTyped {
  HybridCipher forbidden();
}
