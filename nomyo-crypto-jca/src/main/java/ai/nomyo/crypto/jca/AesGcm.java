// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM with a 96-bit nonce, a 128-bit tag and no additional data. */
final class AesGcm {

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private final Provider provider;
  private final SecureRandom random;

  AesGcm(JcaProviders providers, SecureRandom random) {
    this.provider =
        providers.require(
            "Cipher " + TRANSFORMATION, offer -> Cipher.getInstance(TRANSFORMATION, offer));
    this.random = random;
  }

  Provider provider() {
    return provider;
  }

  Bytes freshNonce() {
    byte[] nonce = new byte[SealedMessage.NONCE_BYTES];
    random.nextBytes(nonce);
    return Bytes.copyOf(nonce);
  }

  /** A cipher that is ready to encrypt one message. */
  Cipher encrypting(SecretKey key, Bytes nonce) throws GeneralSecurityException {
    return cipher(Cipher.ENCRYPT_MODE, key, nonce);
  }

  /** A cipher that is ready to decrypt messages with that nonce. */
  Cipher decrypting(SecretKey key, Bytes nonce) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, key, nonce);
  }

  /**
   * Decrypts in one call, because only then does every provider authenticate before it writes.
   *
   * @param ciphertextAndTag left as it was
   * @param plaintext with room for all of it, on the heap or off
   */
  void decrypt(SecretKey key, Bytes nonce, ByteBuffer ciphertextAndTag, ByteBuffer plaintext)
      throws GeneralSecurityException {
    Cipher cipher = decrypting(key, nonce);
    ProviderCall.checked(() -> cipher.doFinal(ciphertextAndTag.duplicate(), plaintext));
  }

  /**
   * As {@link #decrypt}, for providers that write arrays only. What lies outside the heap gets its
   * plaintext through one that is erased; they would use some that nobody erases.
   */
  void decryptThroughArray(
      SecretKey key, Bytes nonce, ByteBuffer ciphertextAndTag, ByteBuffer plaintext)
      throws GeneralSecurityException {
    byte[] passage = new byte[plaintext.remaining()];
    try {
      decrypt(key, nonce, ciphertextAndTag, ByteBuffer.wrap(passage));
      plaintext.put(passage);
    } finally {
      Arrays.fill(passage, (byte) 0);
    }
  }

  private Cipher cipher(int mode, SecretKey key, Bytes nonce) throws GeneralSecurityException {
    GCMParameterSpec parameters =
        new GCMParameterSpec(SealedMessage.TAG_BYTES * Byte.SIZE, nonce.toArray());
    return ProviderCall.checked(
        () -> {
          Cipher cipher = Cipher.getInstance(TRANSFORMATION, provider);
          cipher.init(mode, key, parameters, random);
          return cipher;
        });
  }
}
