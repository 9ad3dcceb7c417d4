// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;

/** The protection under test, and the words that its tests are written in. */
abstract class KeyProtectionFixture {

  static final String PASSWORD = "passwörd 😀";
  static final String WAY_OUT =
      "; convert the key with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW";
  static final byte[] KEY = ProtectedKey.sequence("a key");

  private final KeyProtectionContract contract;

  KeyProtection protection;

  KeyProtectionFixture(KeyProtectionContract contract) {
    this.contract = contract;
  }

  @BeforeEach
  void makeProtection() {
    protection = contract.protection();
  }

  final boolean readsScrypt() {
    return contract.readsScrypt();
  }

  static KeyProtection.Scheme scheme(String derivation, long iterations, String encryption) {
    return new KeyProtection.Scheme(derivation, OptionalLong.of(iterations), encryption);
  }

  final KeyProtection.Scheme inspected(byte[] file) throws CipherException {
    try (SecretBytes encrypted = SecretBytes.owning(file.clone())) {
      return protection.inspect(encrypted);
    }
  }

  final void assertUnprotects(byte[] file, String password) throws CipherException {
    assertArrayEquals(KEY, unprotected(file, password.toCharArray()));
  }

  final byte[] unprotected(byte[] file, char[] password) throws CipherException {
    try (SecretBytes encrypted = SecretBytes.owning(file.clone());
        SecretBytes pkcs8 = protection.unprotect(encrypted, password, SecretMemory.offHeap())) {
      return bytes(pkcs8);
    }
  }

  static byte[] bytes(SecretBytes secret) {
    byte[] bytes = new byte[secret.size()];
    secret.lend().get(bytes);
    return bytes;
  }

  final void assertWrongPassword(byte[] file, char[] password) {
    CipherException error = refusal(file, password);
    assertTrue(error.getMessage().startsWith("wrong password"), error.getMessage());
    assertNull(error.getCause());
  }

  final void assertRefused(String message, byte[] file) {
    CipherException error = refusal(file, PASSWORD.toCharArray());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private CipherException refusal(byte[] file, char[] password) {
    RecordingMemory memory = new RecordingMemory();
    try (SecretBytes encrypted = SecretBytes.owning(file.clone())) {
      CipherException refusal =
          assertThrows(
              CipherException.class, () -> protection.unprotect(encrypted, password, memory));
      assertEquals(0, memory.open());
      return refusal;
    }
  }
}
