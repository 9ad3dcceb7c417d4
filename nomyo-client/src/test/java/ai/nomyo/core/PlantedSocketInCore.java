// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import java.net.Socket;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedSocketInCore {
  Socket forbidden();
}
