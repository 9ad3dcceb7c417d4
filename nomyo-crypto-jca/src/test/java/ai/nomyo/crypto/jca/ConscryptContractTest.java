// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.testkit.contract.HybridCipherContract;

/** BoringSSL. */
final class ConscryptContractTest extends HybridCipherContract {

  @Override
  protected HybridCipher cipher() {
    return JcaHybridCipher.conscrypt();
  }
}
