// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.crypto.jca.JcaHybridCipher;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedAdapterInCore {
  JcaHybridCipher forbidden();
}
