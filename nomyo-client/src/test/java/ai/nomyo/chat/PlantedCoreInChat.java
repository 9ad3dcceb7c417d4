// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.core.bytes.Bytes;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedCoreInChat {
  Bytes forbidden();
}
