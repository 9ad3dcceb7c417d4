// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

final class BcFipsWycheproofFipsTest extends JcaWycheproof {

  @Override
  JcaBackend create() {
    return BcFipsBackend.create(JcaHybridCipher.BC_FIPS);
  }
}
