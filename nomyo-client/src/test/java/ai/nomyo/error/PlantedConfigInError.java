// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import ai.nomyo.config.ApiKey;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedConfigInError {
  ApiKey forbidden();
}
