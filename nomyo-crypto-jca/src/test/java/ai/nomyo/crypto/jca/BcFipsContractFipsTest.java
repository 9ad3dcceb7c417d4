// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.testkit.contract.HybridCipherContract;

/** In approved-only mode. What no cipher would make is made by the JDK, which is there as well. */
final class BcFipsContractFipsTest extends HybridCipherContract {

  @Override
  protected HybridCipher cipher() {
    return JcaHybridCipher.bcFips();
  }
}
