// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.testkit.contract.HybridCipherContract;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Any provider will do that is not the JDK's, and this one is not registered. */
final class OtherProviderContractTest extends HybridCipherContract {

  @Override
  protected HybridCipher cipher() {
    return JcaHybridCipher.using(new BouncyCastleProvider());
  }
}
