// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pem;

import ai.nomyo.error.KeyFileException;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedErrorInPem {
  KeyFileException forbidden();
}
