// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import javax.crypto.Cipher;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedJceInBc {
  Cipher forbidden();
}
