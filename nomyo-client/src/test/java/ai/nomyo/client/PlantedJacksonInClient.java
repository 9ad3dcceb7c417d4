// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import tools.jackson.core.JsonParser;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedJacksonInClient {
  JsonParser forbidden();
}
