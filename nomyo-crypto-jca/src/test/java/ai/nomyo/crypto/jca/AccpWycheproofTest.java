// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
final class AccpWycheproofTest extends JcaWycheproof {

  @Override
  JcaBackend create() {
    return AccpBackend.create(JcaHybridCipher.ACCP);
  }
}
