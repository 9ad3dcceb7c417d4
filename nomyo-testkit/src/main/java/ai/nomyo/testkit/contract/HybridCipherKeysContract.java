// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.JdkKeyPair;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every cipher must do with keys. */
abstract class HybridCipherKeysContract extends HybridCipherFixture {

  /** Keys, made, read and written. */
  @Nested
  class Keys {

    private final RsaKeys keys = cipher.keys();

    @Test
    void generatedKey_hasTheSizeAndExponentAsked() throws Exception {
      RSAPublicKey key = publicKey(openingKey.spki());
      assertEquals(SMALL_KEY_BITS, openingKey.sizeBits());
      assertEquals(SMALL_KEY_BITS, key.getModulus().bitLength());
      assertEquals(BigInteger.valueOf(65537), key.getPublicExponent());
    }

    @Test
    void generatedKeys_differ() throws CipherException {
      try (OpeningKey other = keys.generate(SMALL_KEY_BITS)) {
        assertNotEquals(openingKey.spki(), other.spki());
      }
    }

    @TestFactory
    Stream<DynamicTest> impossibleSizes_areRefused() {
      return tests(
          List.of(Integer.MIN_VALUE, -1, 0, 1),
          size -> assertThrows(CipherException.class, () -> keys.generate(size)));
    }

    @Test
    void generatedKey_isWrittenForOtherProgramsToRead() throws Exception {
      RSAPrivateKey written = (RSAPrivateKey) privateKey(openingKey);
      assertEquals(publicKey(openingKey.spki()).getModulus(), written.getModulus());
    }

    @Test
    void writtenKey_opensWhatTheFirstOpened() throws Exception {
      SealedMessage sealed = seal(out -> out.write(TEXT));
      try (OpeningKey copy = copyOf(openingKey);
          SecretBytes plaintext = cipher.open(sealed, copy, SecretMemory.onHeap())) {
        assertArrayEquals(TEXT, array(plaintext.lend()));
        assertEquals(openingKey.spki(), copy.spki());
        assertEquals(openingKey.sizeBits(), copy.sizeBits());
      }
    }

    @Test
    void goldenPrivateKey_isReadWithItsPublicHalfAndWrittenAsItWas() throws CipherException {
      try (OpeningKey key = goldenKey("client");
          SecretBytes written = keys.writePrivate(key, SecretMemory.offHeap())) {
        assertEquals(4096, key.sizeBits());
        assertEquals(Bytes.copyOf(GoldenFiles.pem("client/public_key.pem")), key.spki());
        assertArrayEquals(GoldenFiles.pem("client/private_key.pem"), array(written.lend()));
      }
    }

    @Test
    void privateEncoding_isLeftAsItWas() throws CipherException {
      byte[] original = GoldenFiles.pem("client/private_key.pem");
      for (SecretMemory memory : List.of(SecretMemory.onHeap(), SecretMemory.offHeap())) {
        try (SecretBytes pkcs8 = memory.allocate(original.length)) {
          pkcs8.lend().put(original);
          keys.readPrivate(pkcs8).close();
          assertArrayEquals(original, array(pkcs8.lend()));
        }
      }
    }

    @Test
    void writtenEncoding_isTheCallersOwn() throws CipherException {
      try (OpeningKey key = copyOf(openingKey);
          SecretBytes second = keys.writePrivate(key, SecretMemory.offHeap())) {
        keys.writePrivate(key, SecretMemory.offHeap()).close();
        copyOf(key).close();
        keys.readPrivate(second).close();
      }
    }

    @Test
    void goldenPublicKey_isRead() throws CipherException {
      Bytes spki = Bytes.copyOf(GoldenFiles.pem("server/public_key.pem"));
      SealingKey key = keys.readPublic(spki);
      assertEquals(4096, key.sizeBits());
      assertEquals(spki, key.spki());
    }

    @Test
    void fingerprint_isTheSha256OfTheSpki() throws CipherException {
      SealingKey key = keys.readPublic(Bytes.copyOf(GoldenFiles.pem("server/public_key.pem")));
      assertEquals(
          "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5",
          HexFormat.of().formatHex(key.fingerprint().toArray()));
      assertEquals(key.fingerprint(), key.fingerprint());
    }

    @Test
    void garbage_isNoKey() {
      assertNoPrivateKey(new byte[0]);
      assertNoPublicKey(new byte[0]);
      for (int size : new int[] {1, 2, 64, 294, 2375}) {
        assertNoPrivateKey(randomBytes(size));
        assertNoPublicKey(randomBytes(size));
      }
    }

    @Test
    void halvesOfThePair_areNotTakenForEachOther() {
      assertNoPrivateKey(GoldenFiles.pem("client/public_key.pem"));
      assertNoPublicKey(GoldenFiles.pem("client/private_key.pem"));
    }

    @Test
    void privateKey_truncatedAnywhere_isRefused() {
      byte[] original = GoldenFiles.pem("client/private_key.pem");
      IntStream.range(0, original.length)
          .forEach(size -> assertNoPrivateKey(Arrays.copyOf(original, size)));
    }

    @Test
    void publicKey_truncatedAnywhere_isRefused() {
      byte[] original = GoldenFiles.pem("client/public_key.pem");
      IntStream.range(0, original.length)
          .forEach(size -> assertNoPublicKey(Arrays.copyOf(original, size)));
    }

    @Test
    void bytesAfterTheKey_areRefused() {
      byte[] privateKey = GoldenFiles.pem("client/private_key.pem");
      byte[] publicKey = GoldenFiles.pem("client/public_key.pem");
      assertNoPrivateKey(Arrays.copyOf(privateKey, privateKey.length + 1));
      assertNoPublicKey(Arrays.copyOf(publicKey, publicKey.length + 1));
    }

    @Test
    void ellipticCurveKey_isRefused() {
      JdkKeyPair pair = JdkKeyPair.ellipticCurve();
      assertNoPrivateKey(pair.pkcs8());
      assertNoPublicKey(pair.spki());
    }

    /** The same numbers under RSASSA-PSS, which is for signatures only. */
    @Test
    void signatureKey_isRefused() {
      assertNoPrivateKey(forSignatures(GoldenFiles.pem("client/private_key.pem")));
      assertNoPublicKey(forSignatures(GoldenFiles.pem("client/public_key.pem")));
    }

    /** Turns 1.2.840.113549.1.1.1 (rsaEncryption) into 1.2.840.113549.1.1.10. */
    private byte[] forSignatures(byte[] der) {
      byte[] arc = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};
      for (int at = 0; at < 32; at++) {
        if (Arrays.equals(arc, Arrays.copyOfRange(der, at, at + arc.length))) {
          der[at + 8] = 10;
          return der;
        }
      }
      throw new AssertionError("no rsaEncryption in the key");
    }

    @Test
    void closedKey_isNotWritten() throws CipherException {
      OpeningKey closed = copyOf(openingKey);
      closed.close();
      assertThrows(CipherException.class, () -> keys.writePrivate(closed, SecretMemory.offHeap()));
      assertEquals(openingKey.spki(), closed.spki());
    }

    @Test
    void anotherCiphersKey_isNotWritten() {
      ForeignKey foreign = new ForeignKey(SMALL_KEY_BITS, openingKey.spki());
      assertThrows(CipherException.class, () -> keys.writePrivate(foreign, SecretMemory.offHeap()));
    }

    @Test
    void keys_showNoSecrets() {
      String shown = openingKey + " " + sealingKey + " " + cipher;
      assertTrue(shown.length() < 200, shown);
    }

    private void assertNoPrivateKey(byte[] der) {
      try (SecretBytes pkcs8 = SecretBytes.owning(der.clone())) {
        assertThrows(CipherException.class, () -> keys.readPrivate(pkcs8));
      }
    }

    private void assertNoPublicKey(byte[] der) {
      assertThrows(CipherException.class, () -> keys.readPublic(Bytes.copyOf(der)));
    }
  }
}
