// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.pkcs8.Pbkdf2;
import ai.nomyo.core.port.SecretMemory;
import java.security.Provider;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a provider holds of a password and the key that is derived from it. */
class DerivationErasureTest {

  private static final String HMAC_SHA_256 = "1.2.840.113549.2.9";

  private final Factory factory = new Factory();
  private final Provider provider =
      new OfferingProvider("Deriving")
          .offer("SecretKeyFactory", "PBKDF2WithHmacSHA256", () -> factory);

  /** Keeps what it was given and what it made. */
  private static final class Factory extends SecretKeyFactorySpi {

    private @Nullable PBEKeySpec given;
    private final DerivedKey derived = new DerivedKey();
    private String password = "";

    @Override
    protected SecretKey engineGenerateSecret(KeySpec spec) {
      given = (PBEKeySpec) spec;
      password = new String(given.getPassword());
      return derived;
    }

    @Override
    protected KeySpec engineGetKeySpec(SecretKey key, Class<?> type)
        throws InvalidKeySpecException {
      throw new InvalidKeySpecException("not asked for");
    }

    @Override
    protected SecretKey engineTranslateKey(SecretKey key) {
      return key;
    }
  }

  private static final class DerivedKey implements SecretKey {

    private static final long serialVersionUID = 1L;

    private final byte[] encoded = new byte[32];
    private boolean destroyed;

    @Override
    public String getAlgorithm() {
      return "PBKDF2";
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      Arrays.fill(encoded, (byte) 7);
      return encoded;
    }

    @Override
    public void destroy() {
      destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
      return destroyed;
    }
  }

  @Test
  void passwordAndDerivedKey_areErased_butNotTheCallersOwn() throws Exception {
    char[] password = "a password".toCharArray();
    Pbkdf2 parameters =
        new Pbkdf2(HMAC_SHA_256, Bytes.copyOf(new byte[16]), 1_000, OptionalLong.empty());
    Derivation derivation = new Derivation(parameters, CbcCipher.AES_256, provider);
    try (ErasableKey key = derivation.derive(password, SecretMemory.onHeap())) {
      assertEquals(7, key.getEncoded()[31]);
    }
    assertEquals("a password", factory.password);
    assertThrows(IllegalStateException.class, factory.given::getPassword);
    assertTrue(factory.derived.destroyed);
    assertArrayEquals(new byte[32], factory.derived.encoded);
    assertEquals("a password", new String(password));
  }
}
