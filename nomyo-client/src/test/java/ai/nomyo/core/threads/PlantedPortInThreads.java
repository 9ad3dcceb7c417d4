// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.threads;

import ai.nomyo.core.port.Transport;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedPortInThreads {
  Transport forbidden();
}
