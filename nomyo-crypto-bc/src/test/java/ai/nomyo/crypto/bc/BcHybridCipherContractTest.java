// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.testkit.contract.HybridCipherContract;

final class BcHybridCipherContractTest extends HybridCipherContract {

  @Override
  protected HybridCipher cipher() {
    return BcHybridCipher.create();
  }
}
