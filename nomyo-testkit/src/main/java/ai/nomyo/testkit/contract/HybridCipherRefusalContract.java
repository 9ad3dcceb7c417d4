// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What no cipher must open. */
abstract class HybridCipherRefusalContract extends HybridCipherKeysContract {

  /** What must not be opened; every refusal is the same. */
  @Nested
  class Refusing {

    @Test
    void everyBitOfTheCiphertextAndTag_counts() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] original = array(sealed.ciphertextAndTag());
      assertEachRefused(
          flipped(original), changed -> withCiphertext(sealed, ByteBuffer.wrap(changed)));
    }

    @Test
    void everyBitOfTheNonce_counts() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      assertEachRefused(flipped(sealed.nonce().toArray()), changed -> withNonce(sealed, changed));
    }

    @Test
    void everyBitOfTheWrappedKey_counts() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      assertEachRefused(
          flipped(sealed.wrappedKey().toArray()), changed -> withWrappedKey(sealed, changed));
    }

    @Test
    void truncationAtEitherEnd_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] original = array(sealed.ciphertextAndTag());
      Stream<byte[]> cut =
          IntStream.range(0, original.length)
              .boxed()
              .flatMap(
                  size ->
                      Stream.of(
                          Arrays.copyOf(original, size),
                          Arrays.copyOfRange(original, original.length - size, original.length)));
      assertEachRefused(cut, changed -> withCiphertext(sealed, ByteBuffer.wrap(changed)));
    }

    @Test
    void anAddedByte_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] original = array(sealed.ciphertextAndTag());
      byte[] longer = Arrays.copyOf(original, original.length + 1);
      assertRefused(withCiphertext(sealed, ByteBuffer.wrap(longer)), openingKey);
    }

    @Test
    void emptyMessageWithoutItsTag_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> {});
      assertRefused(withCiphertext(sealed, ByteBuffer.allocate(0)), openingKey);
    }

    @Test
    void aLargeMessageTamperedAtItsEnd_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(new byte[3 * WINDOW_BYTES]));
      byte[] changed = array(sealed.ciphertextAndTag());
      changed[3 * WINDOW_BYTES - 1] ^= 1;
      assertRefused(withCiphertext(sealed, ByteBuffer.wrap(changed)), openingKey);
    }

    @Test
    void noncesOfOtherLengths_areRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] nonce = sealed.nonce().toArray();
      assertEachRefused(
          IntStream.range(0, 33).filter(size -> size != 12).mapToObj(size -> resized(nonce, size)),
          changed -> withNonce(sealed, changed));
    }

    @Test
    void wrappedKeysOfOtherLengths_areRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      byte[] key = sealed.wrappedKey().toArray();
      Stream<byte[]> changed =
          Stream.of(
              new byte[0],
              resized(key, 1),
              resized(key, key.length - 1),
              resized(key, key.length + 1),
              resized(key, 2 * key.length),
              new byte[key.length],
              leadingZero(key));
      assertEachRefused(changed, other -> withWrappedKey(sealed, other));
    }

    /** The same number with a zero before it: another length, but a lenient cipher opens it. */
    private byte[] leadingZero(byte[] key) {
      byte[] longer = new byte[key.length + 1];
      System.arraycopy(key, 0, longer, 1, key.length);
      return longer;
    }

    /** The same number again: one wrapped key in 256 starts with a zero byte. */
    @Test
    void aWrappedKeyWithoutItsLeadingZero_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      while (sealed.wrappedKey().toArray()[0] != 0) {
        sealed = seal(out -> out.write(TEXT));
      }
      byte[] key = sealed.wrappedKey().toArray();
      assertRefused(withWrappedKey(sealed, Arrays.copyOfRange(key, 1, key.length)), openingKey);
    }

    /** Not only does another nonce not fit: one that fits is refused for its length. */
    @TestFactory
    Stream<DynamicTest> messagesSealedWithNoncesOfOtherLengths_areRefused() throws Exception {
      assertControlOpens();
      return tests(
          List.of(1, 8, 11, 13, 16),
          size ->
              assertRefused(
                  ReferenceSeal.standard().withNonceBytes(size).to(publicKey()), openingKey));
    }

    @Test
    void anotherKeyOfTheSameSize_isRefused() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      try (OpeningKey other = cipher.keys().generate(SMALL_KEY_BITS)) {
        assertRefused(sealed, other);
      }
    }

    @Test
    void aClosedKey_opensNothing() throws Exception {
      OpeningKey closed = copyOf(openingKey);
      SealedMessage sealed = seal(out -> out.write(TEXT));
      cipher.open(sealed, closed, SecretMemory.onHeap()).close();
      closed.close();
      closed.close();
      assertRefused(sealed, closed);
    }

    @Test
    void anotherCiphersKey_opensNothing() throws Exception {
      assertRefused(
          seal(out -> out.write(TEXT)), new ForeignKey(SMALL_KEY_BITS, openingKey.spki()));
    }

    @TestFactory
    Stream<DynamicTest> aesKeysOfOtherSizes_areRefused() throws Exception {
      assertControlOpens();
      return tests(
          List.of(1, 16, 24, 31, 33, 64),
          size ->
              assertRefused(
                  ReferenceSeal.standard().withKeyBytes(size).to(publicKey()), openingKey));
    }

    @TestFactory
    Stream<DynamicTest> oaepWithOtherParameters_isRefused() throws Exception {
      assertControlOpens();
      PSource none = PSource.PSpecified.DEFAULT;
      List<OAEPParameterSpec> others =
          List.of(
              ReferenceSeal.oaep("SHA-256", MGF1ParameterSpec.SHA1, none),
              ReferenceSeal.oaep("SHA-1", MGF1ParameterSpec.SHA256, none),
              ReferenceSeal.oaep("SHA-1", MGF1ParameterSpec.SHA1, none),
              ReferenceSeal.oaep("SHA-384", MGF1ParameterSpec.SHA384, none),
              ReferenceSeal.oaep(
                  "SHA-256", MGF1ParameterSpec.SHA256, new PSource.PSpecified(new byte[] {1})));
      return tests(
          others,
          oaep ->
              assertRefused(ReferenceSeal.standard().withOaep(oaep).to(publicKey()), openingKey));
    }

    /** Without it, a mistake in the reference would look like a refusal. */
    private void assertControlOpens() throws Exception {
      assertOpens(
          new byte[] {'{', '}'}, ReferenceSeal.standard().to(publicKey()), SecretMemory.onHeap());
    }

    private RSAPublicKey publicKey() throws GeneralSecurityException {
      return HybridCipherFixture.publicKey(openingKey.spki());
    }

    private void assertEachRefused(Stream<byte[]> changes, Tampering tampering) {
      AtomicInteger count = new AtomicInteger();
      changes.forEach(
          changed -> {
            count.incrementAndGet();
            assertRefused(tampering.with(changed), openingKey);
          });
      assertTrue(count.get() > 0);
    }
  }
}
