// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherDescription;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cipher of routers that are given none: on the JDK, as plain as can be, and no code shared
 * with the ciphers of clients. For test data: what it handled stays on the heap until it is
 * collected.
 */
final class JdkCipher implements HybridCipher {

  private static final int AES_KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final RsaKeys keys = new JdkRsaKeys();

  @Override
  public SealedParts seal(
      PlaintextSource plaintext, OutputStream ciphertext, SealingKey recipient, SecretMemory memory)
      throws CipherException, IOException {
    return seal(
        plaintext, ciphertext, recipient, randomBytes(AES_KEY_BYTES), randomBytes(NONCE_BYTES));
  }

  /** Seals with a key and a nonce that may have been used before. */
  SealedParts seal(
      PlaintextSource plaintext,
      OutputStream ciphertext,
      SealingKey recipient,
      byte[] aesKey,
      byte[] nonce)
      throws CipherException, IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    plaintext.writeTo(text);
    SecretKey key = new SecretKeySpec(aesKey, "AES");
    try {
      byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, nonce).doFinal(text.toByteArray());
      int size = sealed.length - TAG_BYTES;
      ciphertext.write(sealed, 0, size);
      return new SealedParts(
          Bytes.copyOf(nonce),
          Bytes.copyOf(Arrays.copyOfRange(sealed, size, sealed.length)),
          Bytes.copyOf(((JdkRsaKeys.Public) recipient).wrap(key)));
    } catch (GeneralSecurityException refused) {
      throw new CipherException("the JDK refuses to seal", refused);
    }
  }

  byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Cipher gcm(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    return gcm;
  }

  @Override
  public SecretBytes open(SealedMessage sealed, OpeningKey key, SecretMemory memory)
      throws CipherException {
    try {
      SecretKey aesKey = ((JdkRsaKeys.Private) key).unwrap(sealed.wrappedKey().toArray());
      Cipher gcm = gcm(Cipher.DECRYPT_MODE, aesKey, sealed.nonce().toArray());
      ByteBuffer input = sealed.ciphertextAndTag().duplicate();
      byte[] both = new byte[input.remaining()];
      input.get(both);
      return SecretBytes.owning(gcm.doFinal(both));
    } catch (GeneralSecurityException refused) {
      throw CipherException.cannotOpen();
    }
  }

  @Override
  public RsaKeys keys() {
    return keys;
  }

  @Override
  public CipherDescription description() {
    Map<CipherDescription.Step, String> steps = new EnumMap<>(CipherDescription.Step.class);
    for (CipherDescription.Step step : CipherDescription.Step.values()) {
      steps.put(step, "javax.crypto");
    }
    return new CipherDescription(
        "testkit", "1", CipherDescription.Code.JAVA, CipherDescription.Fips.NONE, steps, List.of());
  }
}
