// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.keys.KeyRing;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedKeysInServer {
  KeyRing forbidden();
}
