// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.json.JsonValue;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedJsonInConfig {
  JsonValue forbidden();
}
