// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Unwraps AES keys beside the cipher, which keeps them to itself, so that a repeated one can be
 * told: OAEP is randomised, the same key looks different each time it is wrapped. Safe for use by
 * many threads.
 */
final class AesKeyReader {

  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final PrivateKey key;

  private AesKeyReader(PrivateKey key) {
    this.key = key;
  }

  /**
   * A reader of keys wrapped for this one.
   *
   * @return empty for a key that has no encoding, such as one in a token
   */
  static Optional<AesKeyReader> of(RsaKeys keys, OpeningKey key) {
    try (SecretBytes pkcs8 = keys.writePrivate(key, SecretMemory.offHeap())) {
      return Optional.of(new AesKeyReader(privateKey(pkcs8.lend())));
    } catch (CipherException noEncoding) {
      return Optional.empty();
    }
  }

  private static PrivateKey privateKey(ByteBuffer pkcs8) {
    byte[] der = new byte[pkcs8.remaining()];
    pkcs8.get(der);
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException("the JDK cannot read the router's key", unreadable);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /**
   * The SHA-256 of a wrapped key.
   *
   * @throws Refusal if it is not wrapped for this key as the protocol says, or has not 32 bytes
   */
  Bytes fingerprint(Bytes wrappedKey) throws Refusal {
    byte[] aesKey = unwrap(wrappedKey);
    try {
      if (aesKey.length != 32) {
        throw Refusal.mistake("the AES key has " + aesKey.length + " bytes, 32 wanted");
      }
      return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(aesKey));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    } finally {
      Arrays.fill(aesKey, (byte) 0);
    }
  }

  private byte[] unwrap(Bytes wrappedKey) throws Refusal {
    try {
      Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
      oaep.init(Cipher.UNWRAP_MODE, key, OAEP);
      return oaep.unwrap(wrappedKey.toArray(), "AES", Cipher.SECRET_KEY).getEncoded();
    } catch (GeneralSecurityException foreign) {
      throw Refusal.mistake(
          "encrypted_aes_key is not wrapped for the router's key with OAEP, SHA-256 and"
              + " MGF1-SHA-256");
    }
  }
}
