// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.pem.Pem;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedPemInPkcs8 {
  Pem forbidden();
}
