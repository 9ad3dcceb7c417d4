// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.client.ClientBuilder;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedClientInContract {
  ClientBuilder forbidden();
}
