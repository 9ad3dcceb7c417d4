// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.Cbc;
import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.pkcs8.OtherDerivation;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.HeapDump;
import java.io.IOException;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the adapter erases, and what it relies on Bouncy Castle to let it erase. */
final class ErasureTest {

  private static final Bytes NONCE = Bytes.copyOf(new byte[SealedMessage.NONCE_BYTES]);

  private static SecretBytes key() {
    return SecretBytes.owning(new byte[32]);
  }

  @Nested
  class BouncyCastle {

    @Test
    void keyParameter_handsOutTheArrayItHolds() {
      KeyParameter key = new KeyParameter(new byte[] {1, 2, 3});
      assertSame(key.getKey(), key.getKey());
    }

    @Test
    void lentKey_isErasedWhereTheParameterHoldsIt() {
      LentKey lent = new LentKey(SecretBytes.owning(new byte[] {1, 2, 3}));
      KeyParameter parameter = lent.parameter();
      assertArrayEquals(new byte[] {1, 2, 3}, parameter.getKey());
      lent.close();
      assertArrayEquals(new byte[3], parameter.getKey());
    }

    @Test
    void privateKeyInfo_isErasedWhereItHoldsTheKey() throws IOException {
      AlgorithmIdentifier rsa =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      PrivateKeyInfo info = new PrivateKeyInfo(rsa, new byte[] {1, 2, 3});
      BcRsaKeys.erase(info);
      assertArrayEquals(new byte[3], info.getPrivateKey().getOctets());
    }

    @Test
    void closedKey_dropsItsNumbers() {
      BigInteger one = BigInteger.ONE;
      RSAPrivateCrtKeyParameters key =
          new RSAPrivateCrtKeyParameters(
              BigInteger.valueOf(15), BigInteger.valueOf(3), one, one, one, one, one, one, true);
      new BcOpeningKey(key, Bytes.copyOf(new byte[0])).close();
      assertTrue(key.isDestroyed());
    }
  }

  /** The secret is off the heap, so what is found there is a copy that was left behind. */
  @Nested
  class Heap {

    private final SecureRandom random = new SecureRandom();

    /** An encoder that has to make more room leaves what it wrote so far behind. */
    @Test
    void passwordOfManyBytesPerChar_isLeftNowhere() throws Exception {
      char[] password = password();
      byte[] flipped = flipped(password);
      Arrays.fill(PasswordKey.utf8(password), (byte) 0);
      assertFalse(HeapDump.holds(flipped));
    }

    /** Where a derivation is done, Bouncy Castle keeps a copy. */
    @Test
    void passwordForAnUnsupportedDerivation_isLeftNowhere() throws Exception {
      char[] password = password();
      byte[] flipped = flipped(password);
      assertThrows(
          CipherException.class,
          () ->
              PasswordKey.derive(
                  new OtherDerivation("argon2"), 32, password, SecretMemory.offHeap()));
      assertFalse(HeapDump.holds(flipped));
    }

    private char[] password() {
      char[] password = new char[64];
      for (int i = 0; i < password.length; i++) {
        password[i] = (char) random.nextInt(0x4E00, 0x9FA5);
      }
      return password;
    }

    private static byte[] flipped(char[] password) {
      byte[] beginning = new byte[30];
      StandardCharsets.UTF_8
          .newEncoder()
          .encode(CharBuffer.wrap(password), ByteBuffer.wrap(beginning), true);
      return HeapDump.flipped(beginning);
    }

    @Test
    void sealedText_isLeftNowhere() throws Exception {
      ByteBuffer text = text();
      AesGcm gcm = AesGcm.encrypting(key(), NONCE);
      gcm.update(text.duplicate(), ByteBuffer.allocate(text.capacity()));
      gcm.close();
      assertLeftNowhere(text);
      Reference.reachabilityFence(gcm);
    }

    @Test
    void openedText_isLeftNowhere() throws Exception {
      ByteBuffer text = text();
      ByteBuffer sealed = ByteBuffer.allocate(text.capacity() + SealedMessage.TAG_BYTES);
      try (AesGcm gcm = AesGcm.encrypting(key(), NONCE)) {
        gcm.update(text.duplicate(), sealed);
        gcm.finish(sealed);
      }
      AesGcm.decrypt(key(), NONCE, sealed.flip(), ByteBuffer.allocateDirect(text.capacity()));
      assertLeftNowhere(text);
    }

    @Test
    void textOffAPassword_isLeftNowhere_onceTheCallerErasedIt() throws Exception {
      ByteBuffer text = text();
      byte[] plain = new byte[text.capacity()];
      text.duplicate().get(plain);
      Cbc cbc = new Cbc(CbcCipher.AES_256, Bytes.copyOf(new byte[16]));
      byte[] encrypted = PaddedCbc.encrypt(key(), cbc, plain);
      Arrays.fill(plain, (byte) 0);
      Arrays.fill(PaddedCbc.decrypt(key(), cbc, encrypted), (byte) 0);
      assertLeftNowhere(text);
    }

    @Test
    void encodingOfAKey_isLeftNowhere_whenItIsWrittenAndRead() throws Exception {
      BcRsaKeys keys = new BcRsaKeys(random);
      try (OpeningKey made = keys.generate(2048);
          SecretBytes encoding = keys.writePrivate(made, SecretMemory.offHeap());
          OpeningKey read = keys.readPrivate(encoding)) {
        assertEquals(made.spki(), read.spki());
        // From within the modulus into the private exponent: the numbers themselves may stay.
        assertLeftNowhere(encoding.lend().position(280).slice());
      }
    }

    private ByteBuffer text() {
      byte[] bytes = new byte[64];
      random.nextBytes(bytes);
      ByteBuffer text = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      Arrays.fill(bytes, (byte) 0);
      return text;
    }

    private static void assertLeftNowhere(ByteBuffer secret) throws IOException {
      byte[] beginning = new byte[40];
      secret.duplicate().get(beginning);
      assertFalse(HeapDump.holds(HeapDump.flipped(beginning)));
    }
  }

  /** Why whoever calls it must erase the buffer when it throws. */
  @Test
  void decrypting_writesBeforeItAuthenticates() {
    ByteBuffer plaintext = ByteBuffer.allocate(64);
    assertThrows(
        InvalidCipherTextException.class,
        () ->
            AesGcm.decrypt(
                key(), NONCE, ByteBuffer.allocate(64 + SealedMessage.TAG_BYTES), plaintext));
    assertTrue(plaintext.position() > 0);
  }
}
