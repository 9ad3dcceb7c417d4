// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import static ai.nomyo.keystore.pkcs11.TestTokens.assertRefused;
import static ai.nomyo.keystore.pkcs11.TestTokens.on;
import static ai.nomyo.keystore.pkcs11.WrappedAesKey.assertCannotOpen;
import static ai.nomyo.keystore.pkcs11.WrappedAesKey.assertUnwraps;
import static ai.nomyo.keystore.pkcs11.WrappedAesKey.unwrapped;
import static ai.nomyo.keystore.pkcs11.WrappedAesKey.wrappedFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.testkit.HeapDump;
import ai.nomyo.testkit.machine.SoftHsm;
import java.math.BigInteger;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A key in SoftHSM 2, and what is wrapped for it. */
final class Pkcs11KeyTest {

  private static final SecretMemory MEMORY = SecretMemory.onHeap();

  private static SoftHsm token;
  private static Pkcs11KeyStore store;
  private static Pkcs11Key key;

  @BeforeAll
  static void makeKey() throws Exception {
    token = SoftHsm.freshToken();
    store = on(token).keyLabel("chat").makeMissingKey(true).open(token.pin());
    assertEquals(Optional.empty(), store.load(MEMORY));
    key = (Pkcs11Key) store.generate(2048).orElseThrow();
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  /** A key that the token made. */
  @Nested
  class MadeKey {

    @Test
    void unwrapsWhatWasWrappedForIt() throws Exception {
      assertUnwraps(key);
    }

    @Test
    void isLoadedAgain() throws Exception {
      try (TokenKey loaded = (TokenKey) store.load(MEMORY).orElseThrow()) {
        assertEquals(key.spki(), loaded.spki());
        assertEquals(2048, loaded.sizeBits());
        assertUnwraps(loaded);
      }
    }

    @Test
    void cannotBeReadOut() throws Exception {
      Key handle = token.entries(false).getKey("chat", null);
      assertNull(handle.getEncoded());
      assertNull(handle.getFormat());
    }

    @Test
    void isNeverMadeTwice() throws Exception {
      assertRefused("is there already", () -> store.generate(2048));
      assertEquals(key.spki(), ((TokenKey) store.load(MEMORY).orElseThrow()).spki());
    }

    @Test
    void keysFromOutside_areNotTaken() {
      try (SecretBytes pem = SecretBytes.owning(new byte[1])) {
        assertRefused("a token makes its own keys", () -> store.save(pem, ""));
        assertRefused(
            "a token makes its own keys",
            () -> store.replace(new PemKeyPair(pem, Optional.empty()), pem, "", Previous.KEPT));
      }
    }

    @Test
    void servesManyThreads() throws Exception {
      ExecutorService executor = Executors.newFixedThreadPool(32);
      try {
        Callable<Void> task =
            () -> {
              for (int i = 0; i < 20; i++) {
                assertUnwraps(key);
              }
              return null;
            };
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
          tasks.add(task);
        }
        for (Future<Void> done : executor.invokeAll(tasks)) {
          done.get();
        }
      } finally {
        executor.shutdownNow();
      }
    }

    /** Whoever has the block needs no key to take its padding off. Nobody here made this one. */
    @Test
    void decryptedBlock_isLeftNowhereOnTheHeap() throws Exception {
      KeyStore entries = token.entries(false);
      PrivateKey handle = (PrivateKey) entries.getKey("chat", null);
      byte[] wrapped = new byte[256];
      new Random().nextBytes(wrapped);
      wrapped[0] = 0;
      byte[] block =
          new RawDecryption(entries.getProvider(), handle, wrapped.length)
              .processBlock(wrapped, 0, wrapped.length);
      assertFalse(HeapDump.holds(HeapDump.flipped(block)));
    }

    @Test
    void opensNothingOnceClosed() throws Exception {
      TokenKey closed = (TokenKey) store.load(MEMORY).orElseThrow();
      closed.close();
      closed.close();
      assertCannotOpen(closed, wrappedFor(key));
      assertEquals(key.spki(), closed.spki());
    }
  }

  /** What was not wrapped for the key as it should be; all refusals are one. */
  @Nested
  class Tampering {

    private final BigInteger modulus = key.publicKey().getModulus();

    @Test
    void flippedBits_areRefused() throws Exception {
      byte[] original = wrappedFor(key);
      for (int bit = 0; bit < original.length * Byte.SIZE; bit += 31) {
        byte[] changed = original.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        assertCannotOpen(key, changed);
      }
    }

    @Test
    void otherLengths_areRefused() throws Exception {
      byte[] original = wrappedFor(key);
      for (int size : new int[] {0, 1, 255, 257, 512}) {
        assertCannotOpen(key, Arrays.copyOf(original, size));
      }
    }

    @Test
    void numbersThatRsaIsNotDefinedFor_areRefusedBeforeTheTokenSeesThem() {
      for (BigInteger number :
          List.of(
              BigInteger.ZERO,
              BigInteger.ONE,
              modulus.subtract(BigInteger.ONE),
              modulus,
              modulus.add(BigInteger.ONE),
              BigInteger.TWO.pow(2048).subtract(BigInteger.ONE))) {
        assertCannotOpen(key, bytes(number));
      }
    }

    @Test
    void otherMaskGeneration_isRefused() throws Exception {
      assertCannotOpen(key, wrappedFor(key, MGF1ParameterSpec.SHA1));
    }

    /**
     * Everything else about the padding is right: were the first byte dropped unseen, it would do.
     */
    @Test
    void paddingWithoutItsLeadingZero_isRefused() throws Exception {
      byte[] block = padded();
      assertArrayEquals(WrappedAesKey.BYTES, unwrapped(key, encrypted(block)));
      for (byte first : new byte[] {1, 2, 0x40, 0x7F}) {
        block[0] = first;
        assertCannotOpen(key, encrypted(block));
      }
    }

    /** The block shifted to the left, so that a dropped byte would leave what is wanted. */
    @Test
    void shiftedPadding_isRefused() throws Exception {
      byte[] block = padded();
      byte[] shifted = Arrays.copyOfRange(block, 1, block.length + 1);
      if (new BigInteger(1, shifted).compareTo(modulus) < 0) {
        assertCannotOpen(key, encrypted(shifted));
      }
    }

    private byte[] encrypted(byte[] block) {
      return bytes(new BigInteger(1, block).modPow(key.publicKey().getPublicExponent(), modulus));
    }

    /** EME-OAEP of RFC 8017, section 7.1.1, with a seed of zeros. */
    private byte[] padded() throws Exception {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] data = new byte[256 - 33];
      System.arraycopy(sha.digest(), 0, data, 0, 32);
      data[data.length - WrappedAesKey.BYTES.length - 1] = 1;
      System.arraycopy(
          WrappedAesKey.BYTES,
          0,
          data,
          data.length - WrappedAesKey.BYTES.length,
          WrappedAesKey.BYTES.length);
      byte[] seed = new byte[32];
      xor(data, mask(seed, data.length));
      xor(seed, mask(data, 32));
      byte[] block = new byte[256];
      System.arraycopy(seed, 0, block, 1, 32);
      System.arraycopy(data, 0, block, 33, data.length);
      return block;
    }

    private byte[] mask(byte[] seed, int size) throws Exception {
      byte[] mask = new byte[(size + 31) / 32 * 32];
      for (int i = 0; i < mask.length / 32; i++) {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(seed);
        System.arraycopy(sha.digest(new byte[] {0, 0, 0, (byte) i}), 0, mask, 32 * i, 32);
      }
      return Arrays.copyOf(mask, size);
    }

    private void xor(byte[] target, byte[] mask) {
      for (int i = 0; i < target.length; i++) {
        target[i] ^= mask[i];
      }
    }

    private byte[] bytes(BigInteger number) {
      byte[] bytes = new byte[256];
      byte[] given = number.toByteArray();
      int size = Math.min(given.length, 256);
      System.arraycopy(given, given.length - size, bytes, 256 - size, size);
      return bytes;
    }
  }
}
