// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** What is left of an AES key that a provider unwrapped. */
final class OaepKeyWrapTest {

  private static final byte[] AES_KEY = {1, 2, 3};

  private final byte[] decrypted = AES_KEY.clone();
  private final UnwrappedKey unwrapped = new UnwrappedKey();
  private int lastMode;

  private final class OneKey extends UncheckedFailures {

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {
      lastMode = mode;
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int offset, int length) {
      return decrypted;
    }

    @Override
    protected Key engineUnwrap(byte[] wrappedKey, String algorithm, int type) {
      return unwrapped;
    }
  }

  private static final class UnwrappedKey implements SecretKey {

    private boolean destroyed;

    @Override
    public String getAlgorithm() {
      return "AES";
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return AES_KEY.clone();
    }

    @Override
    public void destroy() {
      destroyed = true;
    }
  }

  @Test
  void asBytes_isADecryption_whoseArrayIsErased() throws Exception {
    assertUnwrapped(Unwrapping.AS_BYTES);
    assertEquals(Cipher.DECRYPT_MODE, lastMode);
    assertArrayEquals(new byte[AES_KEY.length], decrypted);
  }

  @Test
  void asKey_isAnUnwrapping_whoseKeyIsDestroyed() throws Exception {
    assertUnwrapped(Unwrapping.AS_KEY);
    assertEquals(Cipher.UNWRAP_MODE, lastMode);
    assertTrue(unwrapped.destroyed);
  }

  private void assertUnwrapped(Unwrapping unwrapping) throws Exception {
    JcaProviders providers =
        new JcaProviders(
            "one key",
            List.of(
                new OfferingProvider("One").offer("Cipher", "RSA/ECB/OAEPPadding", OneKey::new)));
    PrivateKey key = new DestroyableKey();
    try (SecretBytes bytes =
        new OaepKeyWrap(providers, new SecureRandom(), unwrapping)
            .unwrap(Bytes.copyOf(new byte[256]), key, SecretMemory.offHeap())) {
      assertEquals(ByteBuffer.wrap(AES_KEY), bytes.lend());
    }
  }
}
