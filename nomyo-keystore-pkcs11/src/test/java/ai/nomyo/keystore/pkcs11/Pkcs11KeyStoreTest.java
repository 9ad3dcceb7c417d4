// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import static ai.nomyo.keystore.pkcs11.TestTokens.assertRefused;
import static ai.nomyo.keystore.pkcs11.TestTokens.on;
import static ai.nomyo.keystore.pkcs11.WrappedAesKey.assertUnwraps;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.JdkKeyPair;
import ai.nomyo.testkit.machine.SoftHsm;
import java.security.KeyPair;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store in SoftHSM 2 does not do. */
final class Pkcs11KeyStoreTest {

  private static final SecretMemory MEMORY = SecretMemory.onHeap();

  @Test
  void missingKey_isNamedWithWhatIsThere_andNotMade() throws Exception {
    try (Others others = new Others()) {
      Pkcs11KeyStore misspelt = others.open("chta", false);
      String message = assertRefused("is not there", () -> misspelt.load(MEMORY));
      assertTrue(message.contains("key \"chta\" in the PKCS#11 token at slot = "), message);
      assertTrue(message.contains("beside them: \"other\";"), message);
      assertRefused("is not there", () -> misspelt.generate(2048));
      assertFalse(others.token.entries(false).containsAlias("chta"));
    }
  }

  @Test
  void impossibleSize_isRefusedAndNothingLeft() throws Exception {
    try (Others others = new Others()) {
      Pkcs11KeyStore fresh = others.open("fresh", true);
      assertRefused("the token failed", () -> fresh.generate(64));
      assertEquals(Optional.empty(), fresh.load(MEMORY));
    }
  }

  @Test
  void unfitKeys_areRefused() throws Exception {
    try (Others others = new Others()) {
      others.put("elliptic", JdkKeyPair.ellipticCurve().pair(), "SHA256withECDSA", false);
      others.put("readable", JdkKeyPair.rsa(2048).pair(), "SHA256withRSA", true);
      assertRefused("is for EC; an RSA key is needed", () -> others.load("elliptic"));
      assertRefused("can be read out of the token", () -> others.load("readable"));
      others.mismatched("mismatched");
      assertRefused("cannot be used", () -> others.load("mismatched"));
    }
  }

  /** A token of its own with an imported key. */
  private static final class Others implements AutoCloseable {

    private final SoftHsm token = SoftHsm.freshToken();
    private final Pkcs11KeyStore login = open("other", false);

    Others() throws Exception {
      put("other", JdkKeyPair.rsa(2048).pair(), "SHA256withRSA", false);
      assertUnwraps((Pkcs11Key) login.load(MEMORY).orElseThrow());
    }

    Pkcs11KeyStore open(String label, boolean make) {
      return on(token).keyLabel(label).makeMissingKey(make).open(token.pin());
    }

    void load(String label) throws KeyStorageException {
      open(label, false).load(MEMORY);
    }

    void put(String label, KeyPair pair, String signature, boolean extractable) throws Exception {
      put(label, pair, pair, signature, extractable);
    }

    /** A certificate of another key. */
    void mismatched(String label) throws Exception {
      put(label, JdkKeyPair.rsa(2048).pair(), JdkKeyPair.rsa(2048).pair(), "SHA256withRSA", false);
    }

    private void put(
        String label, KeyPair pair, KeyPair certified, String signature, boolean extractable)
        throws Exception {
      token
          .entries(extractable)
          .setKeyEntry(
              label,
              pair.getPrivate(),
              null,
              new java.security.cert.Certificate[] {Certificates.selfSigned(certified, signature)});
    }

    @Override
    public void close() {
      login.close();
    }
  }
}
