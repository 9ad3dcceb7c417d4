// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.keys;

import tools.jackson.core.JsonParser;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedJacksonInKeys {
  JsonParser forbidden();
}
