// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import javax.crypto.Cipher;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedCipherInKeyStore {
  Cipher forbidden();
}
