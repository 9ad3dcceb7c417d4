// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.testkit.contract.HybridCipherContract;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** AWS-LC; there is none for Windows. */
@DisabledOnOs(OS.WINDOWS)
final class AccpContractTest extends HybridCipherContract {

  @Override
  protected HybridCipher cipher() {
    return JcaHybridCipher.accp();
  }
}
