// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import java.io.FileInputStream;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedFileInCore {
  FileInputStream forbidden();
}
