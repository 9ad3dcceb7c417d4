// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.testkit.contract.HybridCipherContract;

final class JdkHybridCipherContractTest extends HybridCipherContract {

  @Override
  protected HybridCipher cipher() {
    return JcaHybridCipher.onJdk();
  }
}
