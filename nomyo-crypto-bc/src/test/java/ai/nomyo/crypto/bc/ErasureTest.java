package ai.nomyo.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.testkit.HeapDump;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
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

  @Nested
  class BouncyCastle {

    @Test
    void keyParameter_handsOutTheArrayItHolds() {
      KeyParameter key = new KeyParameter(new byte[] {1, 2, 3});
      assertSame(key.getKey(), key.getKey());
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

  @Nested
  class Windows {

    private final byte[] window = new byte[SealingStream.WINDOW_BYTES];
    private final byte[] secret = new byte[SealingStream.WINDOW_BYTES];

    @Test
    void fullWindow_isErasedBeforeTheSinkSeesItsCiphertext() throws Exception {
      Arrays.fill(secret, (byte) 'x');
      ByteArrayOutputStream ciphertext =
          new ByteArrayOutputStream() {
            @Override
            public void write(byte[] source, int offset, int length) {
              assertErased();
              super.write(source, offset, length);
            }
          };
      stream(ciphertext).write(secret);
      assertEquals(secret.length, ciphertext.size());
    }

    @Test
    void lastWindow_isErased() throws Exception {
      SealingStream stream = stream(OutputStream.nullOutputStream());
      stream.write('x');
      assertEquals('x', window[0]);
      stream.finish();
      assertErased();
    }

    @Test
    void nothingIsTakenAfterTheEnd() throws Exception {
      SealingStream stream = stream(OutputStream.nullOutputStream());
      stream.finish();
      assertThrows(IOException.class, () -> stream.write('x'));
      assertThrows(IOException.class, () -> stream.write(secret));
      assertThrows(IOException.class, stream::finish);
      assertErased();
    }

    @Test
    void nothingIsTakenAfterClosing() throws Exception {
      SealingStream stream = stream(OutputStream.nullOutputStream());
      stream.close();
      assertThrows(IOException.class, () -> stream.write('x'));
      assertErased();
    }

    @Test
    void bytesBeyondTheLimit_areNotTouched() throws Exception {
      byte[] larger = new byte[SealingStream.WINDOW_BYTES + 1];
      larger[SealingStream.WINDOW_BYTES] = 'y';
      SealingStream stream =
          stream(
              OutputStream.nullOutputStream(),
              ByteBuffer.wrap(larger, 0, SealingStream.WINDOW_BYTES));
      stream.write(new byte[2 * SealingStream.WINDOW_BYTES]);
      stream.finish();
      assertEquals('y', larger[SealingStream.WINDOW_BYTES]);
    }

    private void assertErased() {
      assertArrayEquals(new byte[window.length], window);
    }

    private SealingStream stream(OutputStream sink) {
      return stream(sink, ByteBuffer.wrap(window));
    }

    private static SealingStream stream(OutputStream sink, ByteBuffer window) {
      AesGcm gcm = AesGcm.encrypting(SecretBytes.owning(new byte[32]), Bytes.copyOf(new byte[12]));
      return new SealingStream(gcm, sink, window);
    }
  }

  /** An encoder that has to make more room leaves what it wrote so far behind. */
  @Test
  void passwordOfManyBytesPerChar_isLeftNowhereOnTheHeap() throws Exception {
    char[] password = new char[64];
    Random random = new Random();
    for (int i = 0; i < password.length; i++) {
      password[i] = (char) random.nextInt(0x4E00, 0x9FA5);
    }
    byte[] beginning = new byte[30];
    StandardCharsets.UTF_8
        .newEncoder()
        .encode(CharBuffer.wrap(password), ByteBuffer.wrap(beginning), true);
    byte[] flipped = HeapDump.flipped(beginning);
    Arrays.fill(PasswordKey.utf8(password), (byte) 0);
    assertFalse(HeapDump.holds(flipped));
  }

  /** Why whoever calls it must erase the buffer when it throws. */
  @Test
  void decrypting_writesBeforeItAuthenticates() {
    ByteBuffer plaintext = ByteBuffer.allocate(64);
    Bytes nonce = Bytes.copyOf(new byte[AesGcm.NONCE_BYTES]);
    assertThrows(
        InvalidCipherTextException.class,
        () ->
            AesGcm.decrypt(
                SecretBytes.owning(new byte[32]),
                nonce,
                ByteBuffer.allocate(64 + AesGcm.TAG_BYTES),
                plaintext));
    assertTrue(plaintext.position() > 0);
  }
}
