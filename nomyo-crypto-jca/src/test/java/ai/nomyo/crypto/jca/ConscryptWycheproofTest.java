// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

final class ConscryptWycheproofTest extends JcaWycheproof {

  @Override
  JcaBackend create() {
    return ConscryptBackend.create();
  }
}
