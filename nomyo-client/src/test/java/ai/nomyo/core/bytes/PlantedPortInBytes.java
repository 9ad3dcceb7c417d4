// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.bytes;

import ai.nomyo.core.port.OpeningKey;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedPortInBytes {
  OpeningKey forbidden();
}
