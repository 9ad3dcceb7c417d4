// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.sealing;

import ai.nomyo.core.wire.JsonCodec;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedWireInSealing {
  JsonCodec forbidden();
}
