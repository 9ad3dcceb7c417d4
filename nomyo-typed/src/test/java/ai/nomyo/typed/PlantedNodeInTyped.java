// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import tools.jackson.databind.JsonNode;

/** Breaks a rule of {@code TypedArchitectureTest}, to show that the rule notices. */
public interface PlantedNodeInTyped {
  void forbidden(JsonNode node);
}
