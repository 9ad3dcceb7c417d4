// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import ai.nomyo.error.NomyoException;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedErrorInReport {
  NomyoException forbidden();
}
