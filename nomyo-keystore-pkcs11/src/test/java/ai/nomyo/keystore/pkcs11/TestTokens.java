// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.testkit.machine.SoftHsm;
import org.junit.jupiter.api.function.Executable;

/** Stores in tokens of SoftHSM 2, and what they refuse. */
final class TestTokens {

  private TestTokens() {}

  static Pkcs11KeyStore.Builder on(SoftHsm token) {
    return Pkcs11KeyStore.on(token.library()).slot(token.slot());
  }

  /** Returns the whole message. */
  static String assertRefused(String message, Executable attempt) {
    String said = assertThrows(KeyStorageException.class, attempt).getMessage();
    assertTrue(said.contains(message), said);
    return said;
  }
}
