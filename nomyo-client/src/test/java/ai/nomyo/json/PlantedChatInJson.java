// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.chat.ChatRequest;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedChatInJson {
  ChatRequest forbidden();
}
