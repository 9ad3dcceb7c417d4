// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.PlaintextSource;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.sealing.WindowedSealing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestInstance;

/** The cipher under test with a pair of its keys, and the words that its tests are written in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HybridCipherFixture {

  /** The windows of the adapters we know; sizes around it are where an error would show. */
  static final int WINDOW_BYTES = WindowedSealing.WINDOW_BYTES;

  static final int SMALL_KEY_BITS = 2048;
  static final byte[] TEXT = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0xBC, '"', '}'};
  static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  HybridCipher cipher;
  OpeningKey openingKey;
  SealingKey sealingKey;

  /** The cipher under test; asked for once, before the first test. */
  protected abstract HybridCipher cipher();

  @BeforeAll
  void makeKeys() throws CipherException {
    cipher = cipher();
    openingKey = cipher.keys().generate(SMALL_KEY_BITS);
    sealingKey = cipher.keys().readPublic(openingKey.spki());
  }

  @AfterAll
  void closeKeys() {
    openingKey.close();
  }

  /** One named case of many. */
  interface Case<T> {
    void check(T value) throws Exception;
  }

  /** Something a stream does. */
  interface Step {
    void run() throws IOException;
  }

  /** Puts changed bytes into a message. */
  interface Tampering {
    SealedMessage with(byte[] changed);
  }

  static <T> Stream<DynamicTest> tests(List<T> values, Case<T> test) {
    return values.stream()
        .map(value -> DynamicTest.dynamicTest("" + value, () -> test.check(value)));
  }

  OpeningKey goldenKey(String owner) throws CipherException {
    try (SecretBytes pkcs8 = SecretBytes.owning(GoldenFiles.pem(owner + "/private_key.pem"))) {
      return cipher.keys().readPrivate(pkcs8);
    }
  }

  OpeningKey copyOf(OpeningKey key) throws CipherException {
    try (SecretBytes pkcs8 = cipher.keys().writePrivate(key, SecretMemory.offHeap())) {
      return cipher.keys().readPrivate(pkcs8);
    }
  }

  PrivateKey privateKey(OpeningKey key) throws CipherException, GeneralSecurityException {
    try (SecretBytes pkcs8 = cipher.keys().writePrivate(key, SecretMemory.offHeap())) {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(array(pkcs8.lend())));
    }
  }

  static RSAPublicKey publicKey(Bytes spki) throws GeneralSecurityException {
    return (RSAPublicKey)
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki.toArray()));
  }

  SealedMessage seal(PlaintextSource plaintext) throws CipherException, IOException {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    return message(
        cipher.seal(plaintext, ciphertext, sealingKey, SecretMemory.offHeap()), ciphertext);
  }

  static SealedMessage message(SealedParts parts, ByteArrayOutputStream ciphertext) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(ciphertext.toByteArray());
    whole.writeBytes(parts.tag().toArray());
    return new SealedMessage(
        parts.nonce(), parts.wrappedKey(), ByteBuffer.wrap(whole.toByteArray()));
  }

  void assertOpens(byte[] expected, SealedMessage sealed, SecretMemory memory)
      throws CipherException {
    try (SecretBytes plaintext = cipher.open(sealed, openingKey, memory)) {
      assertArrayEquals(expected, array(plaintext.lend()));
    }
  }

  void assertRefused(SealedMessage sealed, OpeningKey key) {
    RecordingMemory memory = new RecordingMemory();
    CipherException refusal =
        assertThrows(CipherException.class, () -> cipher.open(sealed, key, memory));
    assertEquals(CipherException.cannotOpen().getMessage(), refusal.getMessage());
    assertNull(refusal.getCause());
    assertEquals(0, refusal.getSuppressed().length);
    assertEquals(0, memory.open());
  }

  static SealedMessage withCiphertext(SealedMessage sealed, ByteBuffer ciphertextAndTag) {
    return new SealedMessage(sealed.nonce(), sealed.wrappedKey(), ciphertextAndTag);
  }

  static SealedMessage withNonce(SealedMessage sealed, byte[] nonce) {
    return new SealedMessage(Bytes.copyOf(nonce), sealed.wrappedKey(), sealed.ciphertextAndTag());
  }

  static SealedMessage withWrappedKey(SealedMessage sealed, byte[] wrappedKey) {
    return new SealedMessage(sealed.nonce(), Bytes.copyOf(wrappedKey), sealed.ciphertextAndTag());
  }

  static Stream<byte[]> flipped(byte[] original) {
    return IntStream.range(0, original.length * Byte.SIZE).mapToObj(bit -> flipped(original, bit));
  }

  static byte[] flipped(byte[] original, int bit) {
    byte[] changed = original.clone();
    changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return changed;
  }

  static byte[] resized(byte[] original, int size) {
    return Arrays.copyOf(original, size);
  }

  static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.duplicate().get(array);
    return array;
  }

  static PlaintextSource inPieces(byte[] plaintext, int size) {
    return out -> {
      for (int at = 0; at < plaintext.length; at += size) {
        if (size == 1) {
          out.write(plaintext[at]);
        } else {
          out.write(plaintext, at, Math.min(size, plaintext.length - at));
        }
      }
    };
  }

  static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException checked) {
      throw checked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
