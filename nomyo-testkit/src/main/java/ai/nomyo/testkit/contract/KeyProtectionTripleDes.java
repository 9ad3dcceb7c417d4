// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** 3DES, OpenSSL's default for years. An Ed25519 key, for it is the shortest. */
abstract class KeyProtectionTripleDes extends KeyProtectionFixture {

  private static final String PASSWORD = "Schlüssel €";
  private static final byte[] KEY =
      base64("MC4CAQAwBQYDK2VwBCIEIG7Ua1qeRS0Yq7pibp3Bb+fP3KcoaSibij3GTV6HUqW7");

  /** Made by OpenSSL 3.0: pkcs8 -topk8 -v2 des3. */
  private static final byte[] WITH_SHA_256 =
      base64(
          "MIGKME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAhVmrnRevyVjwICCAAwDAYIKoZIhvcN"
              + "AgkFADAUBggqhkiG9w0DBwQIZiTiTS2F8YkEOB0EzltfpyebL0z/nD4Ldq/cX4F/e4xSgZiIM4Kn"
              + "IfIFQh9IYroSB0q1TN/wW952L0p6rXgwCq7+");

  /** Made by OpenSSL 3.0: pkcs8 -topk8 -v2 des3 -v2prf hmacWithSHA1. */
  private static final byte[] WITH_SHA_1 =
      base64(
          "MHwwQAYJKoZIhvcNAQUNMDMwGwYJKoZIhvcNAQUMMA4ECLbXMKGUb5pcAgIIADAUBggqhkiG9w0D"
              + "BwQIZjzWqjnJSr4EONZ9YQlIzW1WamOvcPOXxPFzZDrfvO5EqKhbje6nTjViiKGAFJWzm9qf5wcF"
              + "fuOJgM3qIO+2Yf8i");

  private final ProtectedKey usual =
      ProtectedKey.usual().encryption("2a864886f70d0307").iv(new byte[8]);

  KeyProtectionTripleDes(KeyProtectionContract contract) {
    super(contract);
  }

  private static byte[] base64(String der) {
    return Base64.getDecoder().decode(der);
  }

  @Test
  void whatOpenSslWrote_isRead() throws Exception {
    assertArrayEquals(KEY, unprotected(WITH_SHA_256, PASSWORD.toCharArray()));
    assertArrayEquals(KEY, unprotected(WITH_SHA_1, PASSWORD.toCharArray()));
  }

  @Test
  void whatOpenSslWrote_isDescribed() throws Exception {
    assertEquals(scheme("PBKDF2 with HMAC-SHA-256", 2048, "3DES-CBC"), inspected(WITH_SHA_256));
    assertEquals(scheme("PBKDF2 with HMAC-SHA-1", 2048, "3DES-CBC"), inspected(WITH_SHA_1));
  }

  /** Among so many, some yield noise whose padding happens to be right. */
  @Test
  void wrongPasswords_areAllCalledWrong() {
    byte[] file = usual.around(new byte[16]);
    for (int i = 0; i < 3000; i++) {
      assertWrongPassword(file, ("wrong " + i).toCharArray());
    }
  }

  @Test
  void damagedCiphertext_isNotBlamedOnThePasswordAlone() {
    for (int size : new int[] {0, 7, 9}) {
      assertRefused("or the encrypted private key is damaged", usual.around(new byte[size]));
    }
  }

  @Test
  void sizesOfAnotherCipher_areRefused() {
    assertRefused("not an encrypted private key", usual.iv(new byte[16]).around(new byte[16]));
    byte[] keyOf32 = ProtectedKey.element(2, new byte[] {32});
    assertRefused(
        "not an encrypted private key", usual.afterIterations(keyOf32).around(new byte[16]));
  }
}
