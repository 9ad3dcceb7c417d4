// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import org.junit.jupiter.api.Test;

/** Right passwords and wrong ones. */
abstract class KeyProtectionPasswords extends KeyProtectionFixture {

  KeyProtectionPasswords(KeyProtectionContract contract) {
    super(contract);
  }

  @Test
  void rightOne_givesTheKey() throws Exception {
    assertUnprotects(ProtectedKey.usual().around(KEY, PASSWORD), PASSWORD);
  }

  /** Among so many, some yield noise whose padding happens to be right. */
  @Test
  void wrongOnes_areAllCalledWrong() throws Exception {
    byte[] file = ProtectedKey.usual().around(KEY, PASSWORD);
    for (int i = 0; i < 3000; i++) {
      assertWrongPassword(file, ("wrong " + i).toCharArray());
    }
  }

  @Test
  void otherNormalisation_isAnotherPassword() throws Exception {
    byte[] file = ProtectedKey.usual().around(KEY, "\u00fc");
    assertUnprotects(file, "\u00fc");
    assertWrongPassword(file, "u\u0308".toCharArray());
  }

  @Test
  void emptyOne_isWrongWhereThereIsAnother() throws Exception {
    assertWrongPassword(ProtectedKey.usual().around(KEY, PASSWORD), new char[0]);
  }

  @Test
  void emptyOne_isRightWhereItWasUsed() throws Exception {
    assertUnprotects(ProtectedKey.usual().around(KEY, ""), "");
  }

  @Test
  void damagedCiphertext_isNotBlamedOnThePasswordAlone() throws Exception {
    byte[] file = ProtectedKey.usual().around(KEY, PASSWORD);
    file[file.length - 1] ^= 1;
    assertRefused("or the encrypted private key is damaged", file);
    for (int size : new int[] {0, 15, 17}) {
      assertRefused(
          "or the encrypted private key is damaged", ProtectedKey.usual().around(new byte[size]));
    }
  }
}
