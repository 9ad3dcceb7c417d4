// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import java.security.KeyFactory;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedKeyFactoryInBc {
  KeyFactory forbidden();
}
