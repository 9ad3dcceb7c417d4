// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.pkcs8.Pbes2;
import ai.nomyo.core.pkcs8.Pbkdf2;
import ai.nomyo.core.pkcs8.Prf;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link ai.nomyo.core.port.KeyProtection} writes. */
abstract class KeyProtectionWriting extends KeyProtectionFixture {

  private final char[] password = PASSWORD.toCharArray();

  KeyProtectionWriting(KeyProtectionContract contract) {
    super(contract);
  }

  @Test
  void protectedKey_isReadWithItsPasswordOnly() throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
        SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
      byte[] file = bytes(written);
      assertUnprotects(file, PASSWORD);
      assertWrongPassword(file, "another".toCharArray());
      assertArrayEquals(KEY, bytes(pkcs8));
      assertEquals(PASSWORD, new String(password));
    }
  }

  @Test
  void keyOffTheHeap_isProtectedToo() throws Exception {
    try (SecretBytes pkcs8 = SecretMemory.offHeap().allocate(KEY.length)) {
      pkcs8.lend().put(KEY);
      try (SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
        assertUnprotects(bytes(written), PASSWORD);
      }
    }
  }

  @Test
  void protection_isTheStrongOne_withAFreshSaltAndIv() throws Exception {
    Pbes2 first = written();
    Pbes2 second = written();
    for (Pbes2 each : List.of(first, second)) {
      assertEquals(Prf.SHA_256, derivation(each).prf());
      assertEquals(600_000, derivation(each).iterations());
      assertEquals(16, derivation(each).salt().size());
      assertEquals(CbcCipher.AES_256, each.cipher().cipher());
      assertEquals(16, each.cipher().iv().size());
    }
    assertNotEquals(derivation(first).salt(), derivation(second).salt());
    assertNotEquals(first.cipher().iv(), second.cipher().iv());
  }

  private Pbes2 written() throws CipherException {
    try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
        SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
      return Pbes2.read(ByteBuffer.wrap(bytes(written)));
    }
  }

  private Pbkdf2 derivation(Pbes2 written) {
    return (Pbkdf2) written.derivation();
  }

  @Test
  void emptyPassword_isRefused() {
    CipherException error =
        assertThrows(
            CipherException.class,
            () ->
                protection.protect(
                    SecretBytes.owning(KEY.clone()), new char[0], SecretMemory.offHeap()));
    assertEquals("an empty password protects nothing", error.getMessage());
  }
}
