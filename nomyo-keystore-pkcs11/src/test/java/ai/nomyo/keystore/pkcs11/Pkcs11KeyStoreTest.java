// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.TokenKey;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.testkit.HeapDump;
import ai.nomyo.testkit.machine.SoftHsm;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On SoftHSM 2. */
final class Pkcs11KeyStoreTest {

  private static final byte[] AES_KEY =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final SecretMemory MEMORY = SecretMemory.onHeap();

  private static SoftHsm token;
  private static Pkcs11KeyStore store;
  private static Pkcs11Key key;

  @BeforeAll
  static void makeKey() throws Exception {
    token = SoftHsm.freshToken();
    store = open("chat", true);
    assertEquals(Optional.empty(), store.load(MEMORY));
    key = (Pkcs11Key) store.generate(2048).orElseThrow();
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  private static Pkcs11KeyStore open(String label, boolean make) {
    return on(token).keyLabel(label).makeMissingKey(make).open(token.pin());
  }

  private static Pkcs11KeyStore.Builder on(SoftHsm token) {
    return Pkcs11KeyStore.on(token.library()).slot(token.slot());
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
      assertCannotOpen(closed, wrapped(key));
      assertEquals(key.spki(), closed.spki());
    }
  }

  /** What was not wrapped for the key as it should be; all refusals are one. */
  @Nested
  class Tampering {

    private final BigInteger modulus = key.publicKey().getModulus();

    @Test
    void flippedBits_areRefused() throws Exception {
      byte[] original = wrapped(key);
      for (int bit = 0; bit < original.length * Byte.SIZE; bit += 31) {
        byte[] changed = original.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        assertCannotOpen(key, changed);
      }
    }

    @Test
    void otherLengths_areRefused() throws Exception {
      byte[] original = wrapped(key);
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
      assertCannotOpen(key, wrapped(key, MGF1ParameterSpec.SHA1));
    }

    /**
     * Everything else about the padding is right: were the first byte dropped unseen, it would do.
     */
    @Test
    void paddingWithoutItsLeadingZero_isRefused() throws Exception {
      byte[] block = padded();
      assertArrayEquals(AES_KEY, unwrapped(key, encrypted(block)));
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
      data[data.length - AES_KEY.length - 1] = 1;
      System.arraycopy(AES_KEY, 0, data, data.length - AES_KEY.length, AES_KEY.length);
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

  /** What a token does not do. */
  @Nested
  class Refusals {

    @Test
    void missingKey_isNamedWithWhatIsThere_andNotMade() throws Exception {
      try (Others others = new Others()) {
        Pkcs11KeyStore misspelt = others.open("chta", false);
        String message = assertRefused("is not there", () -> misspelt.load(MEMORY));
        assertTrue(message.contains("key \"chta\" in the PKCS#11 token at slot = "), message);
        assertTrue(message.contains("beside them: \"other\";"), message);
        assertRefused("is not there", () -> misspelt.generate(2048));
        assertFalse(others.token.entries(false).containsAlias("chta"));
      }
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
    void impossibleSize_isRefusedAndNothingLeft() throws Exception {
      try (Others others = new Others()) {
        Pkcs11KeyStore fresh = others.open("fresh", true);
        assertRefused("the token failed", () -> fresh.generate(64));
        assertEquals(Optional.empty(), fresh.load(MEMORY));
      }
    }

    @Test
    void unfitKeys_areRefused() throws Exception {
      try (Others others = new Others()) {
        others.put("elliptic", pair("EC", 256), "SHA256withECDSA", false);
        others.put("readable", pair("RSA", 2048), "SHA256withRSA", true);
        assertRefused("is for EC; an RSA key is needed", () -> others.load("elliptic"));
        assertRefused("can be read out of the token", () -> others.load("readable"));
        others.mismatched("mismatched");
        assertRefused("cannot be used", () -> others.load("mismatched"));
      }
    }
  }

  /** A token of its own with an imported key. */
  private static final class Others implements AutoCloseable {

    private final SoftHsm token = SoftHsm.freshToken();
    private final Pkcs11KeyStore login = open("other", false);

    Others() throws Exception {
      put("other", pair("RSA", 2048), "SHA256withRSA", false);
      assertUnwraps((Pkcs11Key) login.load(MEMORY).orElseThrow());
    }

    Pkcs11KeyStore open(String label, boolean make) {
      return on(token).keyLabel(label).makeMissingKey(make).open(token.pin());
    }

    void load(String label) throws KeyStorageException {
      open(label, false).load(MEMORY);
    }

    void put(String label, KeyPair pair, String signature, boolean extractable) throws Exception {
      put(label, pair, pair, signature, extractable);
    }

    /** A certificate of another key. */
    void mismatched(String label) throws Exception {
      put(label, pair("RSA", 2048), pair("RSA", 2048), "SHA256withRSA", false);
    }

    private void put(
        String label, KeyPair pair, KeyPair certified, String signature, boolean extractable)
        throws Exception {
      token
          .entries(extractable)
          .setKeyEntry(
              label,
              pair.getPrivate(),
              null,
              new java.security.cert.Certificate[] {Certificates.selfSigned(certified, signature)});
    }

    @Override
    public void close() {
      login.close();
    }
  }

  /** Getting to the token. */
  @Nested
  class Opening {

    @TempDir private Path directory;

    @Test
    void wrongPin_isNamed_andTheRightOneStillWorks() {
      SoftHsm other = SoftHsm.freshToken();
      Pkcs11KeyStore.Builder builder = on(other).keyLabel("chat");
      KeyFileException wrong =
          assertThrows(KeyFileException.class, () -> builder.open("0000".toCharArray()));
      assertTrue(
          wrong.getMessage().contains(": the PIN is wrong; it was tried once"), wrong.getMessage());
      builder.open(other.pin()).close();
    }

    @Test
    void pin_isLeftToTheCaller() {
      SoftHsm other = SoftHsm.freshToken();
      char[] pin = other.pin();
      on(other).keyLabel("chat").open(pin).close();
      assertArrayEquals(other.pin(), pin);
    }

    @Test
    void closedStore_isATokensFailure_notATamperedMessage() throws Exception {
      SoftHsm other = SoftHsm.freshToken();
      Pkcs11KeyStore closing = on(other).keyLabel("chat").makeMissingKey(true).open(other.pin());
      TokenKey orphan = closing.generate(2048).orElseThrow();
      byte[] wrapped = wrapped((Pkcs11Key) orphan);
      closing.close();
      closing.close();
      CipherException failed =
          assertThrows(CipherException.class, () -> orphan.unwrap(Bytes.copyOf(wrapped), MEMORY));
      assertTrue(failed.isTokenFailure());
      assertTrue(failed.getMessage().contains("the token failed: CKR_"), failed.getMessage());
      assertRefused("the token failed", () -> closing.load(MEMORY));
    }

    @Test
    void slotThatIsNotThere_isNamed() {
      assertUnopenable(
          "slot = 4711 of " + token.library() + ": there is no token that can be used: CKR_SLOT_ID",
          Pkcs11KeyStore.on(token.library()).slot(4711));
      assertUnopenable(
          "there is no token that can be used",
          Pkcs11KeyStore.on(token.library()).slotListIndex(4711));
    }

    @Test
    void libraryThatIsNotThere_isNamed() throws IOException {
      Path absent = directory.resolve("absent.so");
      assertUnopenable(absent + ": there is no such library", Pkcs11KeyStore.on(absent));
      Path text = Files.writeString(directory.resolve("text.so"), "no library");
      assertUnopenable("there is no token that can be used", Pkcs11KeyStore.on(text));
    }

    private void assertUnopenable(String message, Pkcs11KeyStore.Builder builder) {
      KeyFileException refused =
          assertThrows(KeyFileException.class, () -> builder.keyLabel("chat").open(token.pin()));
      assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void pathWithSpacesAndQuotes_isTakenAsItIs() throws Exception {
      SoftHsm other = SoftHsm.freshToken();
      Path odd = Files.createDirectory(directory.resolve("a \"b\" #c, \\d"));
      Path library = odd.resolve("lib.so");
      Files.createSymbolicLink(library, other.library());
      try (Pkcs11KeyStore reached =
          Pkcs11KeyStore.on(library).slot(other.slot()).keyLabel("x").open(other.pin())) {
        assertTrue(reached.location().contains(library.toString()), reached.location());
      } finally {
        Files.delete(library);
      }
    }

    @Test
    void badInput_isRefusedWithoutAToken() {
      Pkcs11KeyStore.Builder builder = Pkcs11KeyStore.on(Path.of("lib.so"));
      assertThrows(InvalidInputException.class, () -> builder.slot(-1));
      assertThrows(InvalidInputException.class, () -> builder.slotListIndex(-1));
      assertThrows(InvalidInputException.class, () -> builder.keyLabel(" "));
      assertThrows(InvalidInputException.class, () -> builder.open(new char[0]));
      for (String path : List.of("${user.home}/lib.so", "lib\n.so")) {
        assertThrows(
            InvalidInputException.class,
            () -> Pkcs11KeyStore.on(Path.of(path)).keyLabel("chat").open(new char[0]));
      }
    }

    @Test
    void hostsProviders_stayAsTheyAre() throws Exception {
      List<?> before = List.of(Security.getProviders());
      store.load(MEMORY);
      assertEquals(before, List.of(Security.getProviders()));
    }

    /** As a runtime image that was made without the module. */
    @Test
    void javaWithoutPkcs11_isNamed() throws Exception {
      Process java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--limit-modules",
                  "java.base,java.logging,java.management",
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpeningProgram.class.getName(),
                  token.library().toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(said.contains("lacks the module jdk.crypto.cryptoki"), said);
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static String assertRefused(String message, Attempt attempt) {
    String said = assertThrows(KeyStorageException.class, attempt::run).getMessage();
    assertTrue(said.contains(message), said);
    return said;
  }

  private static KeyPair pair(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  private static void assertUnwraps(TokenKey key) throws Exception {
    assertArrayEquals(AES_KEY, unwrapped(key, wrapped((Pkcs11Key) key)));
  }

  private static byte[] unwrapped(TokenKey key, byte[] wrapped) throws CipherException {
    try (SecretBytes unwrapped = key.unwrap(Bytes.copyOf(wrapped), MEMORY)) {
      byte[] bytes = new byte[unwrapped.size()];
      unwrapped.lend().get(bytes);
      return bytes;
    }
  }

  private static void assertCannotOpen(TokenKey key, byte[] wrapped) {
    CipherException refused =
        assertThrows(CipherException.class, () -> key.unwrap(Bytes.copyOf(wrapped), MEMORY));
    assertEquals(CipherException.cannotOpen().getMessage(), refused.getMessage());
    assertFalse(refused.isTokenFailure());
    assertNull(refused.getCause());
  }

  private static byte[] wrapped(Pkcs11Key key) throws Exception {
    return wrapped(key, MGF1ParameterSpec.SHA256);
  }

  private static byte[] wrapped(Pkcs11Key key, MGF1ParameterSpec mask) throws Exception {
    RSAPublicKey recipient = key.publicKey();
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    rsa.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(recipient.getEncoded())),
        new OAEPParameterSpec("SHA-256", "MGF1", mask, PSource.PSpecified.DEFAULT));
    return rsa.doFinal(AES_KEY);
  }
}
