// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** An AES key as senders wrap it for a key in a token, and what the token makes of it. */
final class WrappedAesKey {

  static final byte[] BYTES =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private WrappedAesKey() {}

  static void assertUnwraps(TokenKey key) throws Exception {
    assertArrayEquals(BYTES, unwrapped(key, wrappedFor((Pkcs11Key) key)));
  }

  static byte[] unwrapped(TokenKey key, byte[] wrapped) throws CipherException {
    try (SecretBytes unwrapped = key.unwrap(Bytes.copyOf(wrapped), SecretMemory.onHeap())) {
      byte[] bytes = new byte[unwrapped.size()];
      unwrapped.lend().get(bytes);
      return bytes;
    }
  }

  static void assertCannotOpen(TokenKey key, byte[] wrapped) {
    CipherException refused =
        assertThrows(
            CipherException.class, () -> key.unwrap(Bytes.copyOf(wrapped), SecretMemory.onHeap()));
    assertEquals(CipherException.cannotOpen().getMessage(), refused.getMessage());
    assertFalse(refused.isTokenFailure());
    assertNull(refused.getCause());
  }

  static byte[] wrappedFor(Pkcs11Key key) throws Exception {
    return wrappedFor(key, MGF1ParameterSpec.SHA256);
  }

  static byte[] wrappedFor(Pkcs11Key key, MGF1ParameterSpec mask) throws Exception {
    RSAPublicKey recipient = key.publicKey();
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    rsa.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(recipient.getEncoded())),
        new OAEPParameterSpec("SHA-256", "MGF1", mask, PSource.PSpecified.DEFAULT));
    return rsa.doFinal(BYTES);
  }
}
