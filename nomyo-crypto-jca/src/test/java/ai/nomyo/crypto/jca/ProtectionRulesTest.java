// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.port.CipherException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of approved-only mode, without the library that enforces them as well. */
class ProtectionRulesTest {

  private static final ProtectionRules FIPS = ProtectionRules.FIPS;
  private static final char[] LONG = "x".repeat(14).toCharArray();

  private static String refusal(CbcCipher cipher, String password, int saltSize) {
    return assertThrows(
            CipherException.class,
            () -> FIPS.requireReadable(cipher, password.toCharArray(), saltSize))
        .getMessage();
  }

  @Test
  void salt_has16BytesOrMore() {
    assertDoesNotThrow(() -> FIPS.requireReadable(CbcCipher.AES_256, LONG, 16));
    assertEquals(
        "crypto backend bcfips needs a salt of at least 16 bytes (128 bits) in approved-only mode,"
            + " and this one has 15 bytes; give the key a longer password and a new salt with"
            + " \"keys change-password --backend jdk\"",
        refusal(CbcCipher.AES_256, "x".repeat(14), 15));
  }

  /** One, two, three and four bytes for a character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xxxxxxxxxxxxxx",
        "\u0000\u0000\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f",
        "\u0080\u0080\u0080\u07ff\u07ff\u07ff\u07ff",
        "\u0800\ud7ff\ue000\uffffxx",
        "\ud83d\ude80\ud800\udc00\udbff\udfffxx"
      })
  void passwordOf14BytesInUtf8_isLongEnough_andOneByteLessIsNot(String password) {
    assertDoesNotThrow(() -> FIPS.requireReadable(CbcCipher.AES_128, password.toCharArray(), 16));
    assertDoesNotThrow(() -> FIPS.requireWritable(password.toCharArray()));
    String shorter = password.substring(1);
    assertEquals(
        "crypto backend bcfips needs a password of at least 14 bytes (112 bits) in approved-only"
            + " mode, and this one has fewer; give the key a longer password and a new salt with"
            + " \"keys change-password --backend jdk\"",
        refusal(CbcCipher.AES_128, shorter, 16));
    CipherException refused =
        assertThrows(CipherException.class, () -> FIPS.requireWritable(shorter.toCharArray()));
    assertEquals(
        "crypto backend bcfips needs a password of at least 14 bytes (112 bits) in approved-only"
            + " mode, and this one has fewer; choose a longer one",
        refused.getMessage());
  }

  @Test
  void tripleDes_isNotRead() {
    assertEquals(
        "crypto backend bcfips does not read "
            + CbcCipher.TRIPLE_DES
            + "; convert the key to AES with \"keys change-password --backend jdk\"",
        refusal(CbcCipher.TRIPLE_DES, "x".repeat(14), 16));
  }

  @ParameterizedTest
  @EnumSource(CbcCipher.class)
  void otherBackends_readWhateverWasWritten_butProtectNothingWithNothing(CbcCipher cipher) {
    ProtectionRules lenient = ProtectionRules.LENIENT;
    assertDoesNotThrow(() -> lenient.requireReadable(cipher, new char[0], 0));
    assertDoesNotThrow(() -> lenient.requireWritable(new char[1]));
    for (ProtectionRules rules : new ProtectionRules[] {lenient, FIPS}) {
      CipherException refused =
          assertThrows(CipherException.class, () -> rules.requireWritable(new char[0]));
      assertEquals("an empty password protects nothing", refused.getMessage());
    }
  }
}
