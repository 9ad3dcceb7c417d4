// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Breaks a rule of {@code ArchitectureTest}, to show that the rule notices. */
public interface PlantedProviderInPkcs11 {
  BouncyCastleProvider forbidden();
}
