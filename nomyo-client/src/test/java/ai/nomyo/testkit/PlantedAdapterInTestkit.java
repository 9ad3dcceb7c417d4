// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.transport.httpclient.HttpClientTransport;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedAdapterInTestkit {
  HttpClientTransport forbidden();
}
