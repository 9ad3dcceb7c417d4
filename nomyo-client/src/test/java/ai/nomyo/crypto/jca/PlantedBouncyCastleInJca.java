// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import org.bouncycastle.crypto.engines.RSAEngine;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedBouncyCastleInJca {
  RSAEngine forbidden();
}
