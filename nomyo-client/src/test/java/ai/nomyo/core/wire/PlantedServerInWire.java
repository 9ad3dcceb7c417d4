// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.core.server.RouterAddress;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedServerInWire {
  RouterAddress forbidden();
}
