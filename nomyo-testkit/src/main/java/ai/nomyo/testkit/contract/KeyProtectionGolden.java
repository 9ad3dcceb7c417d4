// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The file that the reference client wrote; its password is not ASCII. */
abstract class KeyProtectionGolden extends KeyProtectionFixture {

  private final char[] password = GoldenFiles.text("client-password/password.txt").toCharArray();
  private final byte[] file = GoldenFiles.pem("client-password/private_key.pem");

  KeyProtectionGolden(KeyProtectionContract contract) {
    super(contract);
  }

  @Test
  void file_isReadWithItsPassword() throws Exception {
    byte[] pkcs8 = unprotected(file, password);
    assertArrayEquals(GoldenFiles.pem("client-password/public_key.pem"), publicHalf(pkcs8));
  }

  @Test
  void fileOffTheHeap_isReadToo() throws Exception {
    try (SecretBytes encrypted = SecretMemory.offHeap().allocate(file.length)) {
      encrypted.lend().put(file);
      protection.unprotect(encrypted, password, SecretMemory.offHeap()).close();
    }
  }

  @Test
  void inputs_areLeftAsTheyWere() throws Exception {
    char[] passwordBefore = password.clone();
    byte[] given = file.clone();
    try (SecretBytes encrypted = SecretBytes.owning(given)) {
      protection.unprotect(encrypted, password, SecretMemory.offHeap()).close();
      assertArrayEquals(file, given);
      assertArrayEquals(passwordBefore, password);
    }
  }

  @Test
  void file_isDescribedWithoutItsPassword() throws Exception {
    assertEquals(scheme("PBKDF2 with HMAC-SHA-256", 2048, "AES-256-CBC"), inspected(file));
  }

  @Test
  void passwordWithoutItsUmlaut_isWrong() {
    assertWrongPassword(file, new String(password).replace("ü", "u").toCharArray());
  }

  @Test
  void truncationAnywhere_isRefused() {
    for (int size = 0; size < file.length; size++) {
      assertRefused("not an encrypted private key", Arrays.copyOf(file, size));
    }
  }

  @Test
  void bytesAfterTheEnd_areRefused() {
    assertRefused("not an encrypted private key", Arrays.copyOf(file, file.length + 1));
  }

  private byte[] publicHalf(byte[] pkcs8) throws GeneralSecurityException {
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    return rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
        .getEncoded();
  }
}
