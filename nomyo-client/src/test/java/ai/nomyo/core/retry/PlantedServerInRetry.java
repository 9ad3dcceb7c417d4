// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.core.server.Router;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedServerInRetry {
  Router forbidden();
}
