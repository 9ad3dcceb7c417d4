// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.events;

import ai.nomyo.core.port.Transport;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedPortInEvents {
  Transport forbidden();
}
