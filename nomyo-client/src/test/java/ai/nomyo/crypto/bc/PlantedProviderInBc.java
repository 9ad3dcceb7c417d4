// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedProviderInBc {
  BouncyCastleProvider forbidden();
}
