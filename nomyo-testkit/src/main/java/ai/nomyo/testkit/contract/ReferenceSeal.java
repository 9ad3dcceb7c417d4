// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with the JVM's own ciphers, so that a test can make what no {@code HybridCipher} makes: AES
 * keys and nonces of other sizes, OAEP with other parameters.
 *
 * @param oaep how the AES key is wrapped
 * @param keyBytes how long the AES key is
 * @param nonceBytes how long the nonce is
 */
record ReferenceSeal(OAEPParameterSpec oaep, int keyBytes, int nonceBytes) {

  private static final byte[] PLAINTEXT = {'{', '}'};

  /** As protocol.md section 3 wants it. */
  static ReferenceSeal standard() {
    return new ReferenceSeal(
        oaep("SHA-256", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT), 32, 12);
  }

  static OAEPParameterSpec oaep(String hash, MGF1ParameterSpec mask, PSource label) {
    return new OAEPParameterSpec(hash, "MGF1", mask, label);
  }

  ReferenceSeal withKeyBytes(int size) {
    return new ReferenceSeal(oaep, size, nonceBytes);
  }

  ReferenceSeal withNonceBytes(int size) {
    return new ReferenceSeal(oaep, keyBytes, size);
  }

  ReferenceSeal withOaep(OAEPParameterSpec other) {
    return new ReferenceSeal(other, keyBytes, nonceBytes);
  }

  /** A message to open with the recipient's private key. */
  SealedMessage to(PublicKey recipient) throws GeneralSecurityException {
    byte[] nonce = new byte[nonceBytes];
    SecretKeySpec key = new SecretKeySpec(new byte[keyBytes], "AES");
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(Cipher.WRAP_MODE, recipient, oaep);
    return new SealedMessage(
        Bytes.copyOf(nonce),
        Bytes.copyOf(rsa.wrap(key)),
        ByteBuffer.wrap(isAes() ? encrypt(key, nonce) : new byte[PLAINTEXT.length + 16]));
  }

  private boolean isAes() {
    return keyBytes == 16 || keyBytes == 24 || keyBytes == 32;
  }

  private static byte[] encrypt(SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
    return gcm.doFinal(PLAINTEXT);
  }

  /** The AES key of a message. */
  Bytes unwrap(Bytes wrappedKey, PrivateKey key) throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(Cipher.UNWRAP_MODE, key, oaep);
    return Bytes.copyOf(rsa.unwrap(wrappedKey.toArray(), "AES", Cipher.SECRET_KEY).getEncoded());
  }
}
