// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.testkit.contract.KeyProtectionContract;
import ai.nomyo.testkit.contract.ProtectedKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class JcaKeyProtectionTest extends KeyProtectionContract {

  private static final String PASSWORD = "passwörd 😀";
  private static final byte[] KEY = ProtectedKey.sequence("a key");

  @Override
  protected KeyProtection protection() {
    return JcaKeyProtection.onJdk();
  }

  @Test
  void description_namesTheProvider() {
    assertEquals(
        "PBKDF2 and AES-CBC: SunJCE " + System.getProperty("java.specification.version"),
        protection().description());
  }

  @Test
  void scrypt_isRefusedByNameWithTheWayOut() {
    try (SecretBytes encrypted = SecretBytes.owning(ProtectedKey.scrypt(new byte[16]))) {
      CipherException refused =
          assertThrows(
              CipherException.class,
              () ->
                  protection().unprotect(encrypted, PASSWORD.toCharArray(), SecretMemory.onHeap()));
      assertEquals(
          "the private key's key derivation is not supported: scrypt (N=16384, r=8, p=1); crypto"
              + " backend bc reads it, and \"keys change-password --backend bc\" converts it",
          refused.getMessage());
    }
  }

  @Nested
  class Providers {

    @Test
    void missingOne_isNamed() throws Exception {
      HostProviders.without(
          "SunJCE",
          () -> {
            BackendUnavailableException error =
                assertThrows(BackendUnavailableException.class, JcaKeyProtection::onJdk);
            assertTrue(error.getMessage().contains("SunJCE"), error.getMessage());
          });
    }

    @Test
    void oneInFrontOfTheList_isNeverAsked() throws Exception {
      byte[] file = ProtectedKey.usual().around(KEY, PASSWORD);
      List<String> asked = new ArrayList<>();
      OfferingProvider spy = new OfferingProvider("Spy");
      for (String service :
          List.of(
              "Cipher AES/CBC/PKCS5Padding",
              "Cipher AES",
              "SecretKeyFactory PBKDF2WithHmacSHA256",
              "Mac HmacSHA256",
              "AlgorithmParameters PBES2")) {
        String[] names = service.split(" ");
        spy.offer(
            names[0],
            names[1],
            () -> {
              asked.add(service);
              throw new IllegalStateException(service);
            });
      }
      HostProviders.withFirst(spy, () -> assertUnprotects(file, PASSWORD));
      assertEquals(List.of(), asked);
    }
  }

  private void assertUnprotects(byte[] file, String password) throws CipherException {
    try (SecretBytes encrypted = SecretBytes.owning(file);
        SecretBytes pkcs8 =
            protection().unprotect(encrypted, password.toCharArray(), SecretMemory.offHeap())) {
      byte[] key = new byte[pkcs8.size()];
      pkcs8.lend().get(key);
      assertArrayEquals(KEY, key);
    }
  }
}
