// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

final class JdkWycheproofTest extends JcaWycheproof {

  @Override
  JcaBackend create() {
    return JcaBackend.ofJdk();
  }
}
