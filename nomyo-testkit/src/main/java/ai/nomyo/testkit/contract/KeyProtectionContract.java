// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.pkcs8.Pbes2;
import ai.nomyo.core.pkcs8.Pbkdf2;
import ai.nomyo.core.pkcs8.Prf;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.OpenSslCommand;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link KeyProtection} must do, of whatever strictness about passwords. An adapter's
 * test extends this class and says which one is meant; JUnit 5 runs the rest.
 *
 * <p>Files are made with the JVM's default providers, which must offer PBKDF2 and AES-CBC, and with
 * the openssl command; where that is absent, its tests are skipped.
 */
public abstract class KeyProtectionContract {

  private static final String PASSWORD = "passwörd 😀";
  private static final String WAY_OUT =
      "; convert the key with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW";
  private static final byte[] KEY = ProtectedKey.sequence("a key");

  private KeyProtection protection;

  /** For subclasses. */
  protected KeyProtectionContract() {}

  @BeforeEach
  void makeProtection() {
    protection = protection();
  }

  /** The protection under test. */
  protected abstract KeyProtection protection();

  /** Whether it reads scrypt, which it need not. */
  protected boolean readsScrypt() {
    return false;
  }

  /** The file that the reference client wrote; its password is not ASCII. */
  @Nested
  class Golden {

    private final char[] password = GoldenFiles.text("client-password/password.txt").toCharArray();
    private final byte[] file = GoldenFiles.pem("client-password/private_key.pem");

    @Test
    void file_isReadWithItsPassword() throws Exception {
      byte[] pkcs8 = unprotected(file, password);
      assertArrayEquals(GoldenFiles.pem("client-password/public_key.pem"), publicHalf(pkcs8));
    }

    @Test
    void fileOffTheHeap_isReadToo() throws Exception {
      try (SecretBytes encrypted = SecretMemory.offHeap().allocate(file.length)) {
        encrypted.lend().put(file);
        protection.unprotect(encrypted, password, SecretMemory.offHeap()).close();
      }
    }

    @Test
    void inputs_areLeftAsTheyWere() throws Exception {
      char[] passwordBefore = password.clone();
      byte[] given = file.clone();
      try (SecretBytes encrypted = SecretBytes.owning(given)) {
        protection.unprotect(encrypted, password, SecretMemory.offHeap()).close();
        assertArrayEquals(file, given);
        assertArrayEquals(passwordBefore, password);
      }
    }

    @Test
    void file_isDescribedWithoutItsPassword() throws Exception {
      assertEquals(scheme("PBKDF2 with HMAC-SHA-256", 2048, "AES-256-CBC"), inspected(file));
    }

    @Test
    void passwordWithoutItsUmlaut_isWrong() {
      assertWrongPassword(file, new String(password).replace("ü", "u").toCharArray());
    }

    @Test
    void truncationAnywhere_isRefused() {
      for (int size = 0; size < file.length; size++) {
        assertRefused("not an encrypted private key", Arrays.copyOf(file, size));
      }
    }

    @Test
    void bytesAfterTheEnd_areRefused() {
      assertRefused("not an encrypted private key", Arrays.copyOf(file, file.length + 1));
    }

    private byte[] publicHalf(byte[] pkcs8) throws GeneralSecurityException {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
          .getEncoded();
    }
  }

  /** Right ones and wrong ones. */
  @Nested
  class Passwords {

    @Test
    void rightOne_givesTheKey() throws Exception {
      assertUnprotects(ProtectedKey.usual().around(KEY, PASSWORD), PASSWORD);
    }

    /** Among so many, some yield noise whose padding happens to be right. */
    @Test
    void wrongOnes_areAllCalledWrong() throws Exception {
      byte[] file = ProtectedKey.usual().around(KEY, PASSWORD);
      for (int i = 0; i < 3000; i++) {
        assertWrongPassword(file, ("wrong " + i).toCharArray());
      }
    }

    @Test
    void otherNormalisation_isAnotherPassword() throws Exception {
      byte[] file = ProtectedKey.usual().around(KEY, "\u00fc");
      assertUnprotects(file, "\u00fc");
      assertWrongPassword(file, "u\u0308".toCharArray());
    }

    @Test
    void emptyOne_isWrongWhereThereIsAnother() throws Exception {
      assertWrongPassword(ProtectedKey.usual().around(KEY, PASSWORD), new char[0]);
    }

    @Test
    void emptyOne_isRightWhereItWasUsed() throws Exception {
      assertUnprotects(ProtectedKey.usual().around(KEY, ""), "");
    }

    @Test
    void damagedCiphertext_isNotBlamedOnThePasswordAlone() throws Exception {
      byte[] file = ProtectedKey.usual().around(KEY, PASSWORD);
      file[file.length - 1] ^= 1;
      assertRefused("or the encrypted private key is damaged", file);
      for (int size : new int[] {0, 15, 17}) {
        assertRefused(
            "or the encrypted private key is damaged", ProtectedKey.usual().around(new byte[size]));
      }
    }
  }

  /** What files say of themselves. */
  @Nested
  class Algorithms {

    private final ProtectedKey usual = ProtectedKey.usual();

    @Test
    void keyLengthOfTheCipher_mayBeGiven() throws Exception {
      assertUnprotects(usual.afterIterations(withKeyLength(32)).around(KEY, PASSWORD), PASSWORD);
    }

    @Test
    void keyLengthOfAnotherCipher_isRefused() throws Exception {
      assertRefused(
          "not an encrypted private key",
          usual.afterIterations(withKeyLength(16)).around(KEY, PASSWORD));
    }

    private byte[] withKeyLength(int bytes) {
      byte[] length = ProtectedKey.element(2, new byte[] {(byte) bytes});
      byte[] prf = ProtectedKey.prf(ProtectedKey.HMAC_SHA_256);
      byte[] both = Arrays.copyOf(length, length.length + prf.length);
      System.arraycopy(prf, 0, both, length.length, prf.length);
      return both;
    }

    @Test
    void iterations_areBounded() {
      for (String count : List.of("0", "10000001", "4294967297", "18446744073709551616")) {
        assertRefused("1 to 10000000 are allowed", withIterations(new BigInteger(count)));
      }
      assertRefused("not an encrypted private key", withIterations(BigInteger.valueOf(-1)));
    }

    @Test
    void iterationsBeyondTheBounds_areStillDescribed() throws Exception {
      assertEquals(
          scheme("PBKDF2 with HMAC-SHA-256", 4294967297L, "AES-256-CBC"),
          inspected(withIterations(new BigInteger("4294967297"))));
    }

    private byte[] withIterations(BigInteger count) {
      return usual.iterations(count).around(new byte[16]);
    }

    @Test
    void whatIsNotSupported_isNamed() {
      assertRefused(
          "protection is not supported: PBES1 (MD5, DES)" + WAY_OUT, scheme("2a864886f70d010503"));
      assertRefused(
          "protection is not supported: PKCS#12 encryption (3DES, 3 keys)",
          scheme("2a864886f70d010c0103"));
      assertRefused("protection is not supported: the algorithm 1.2.3.4", scheme("2a0304"));
      assertRefused(
          "key derivation is not supported: the algorithm 1.2.3.4",
          usual.derivation("2a0304").around(new byte[16]));
      assertRefused(
          "encryption is not supported: the algorithm 1.2.3.4" + WAY_OUT, cipher("2a0304"));
      assertRefused("encryption is not supported: DES-CBC" + WAY_OUT, cipher("2b0e030207"));
      assertRefused(
          "key derivation function is not supported: the algorithm 1.2.840.113549.2.5" + WAY_OUT,
          usual.afterIterations(ProtectedKey.prf("2a864886f70d0205")).around(new byte[16]));
    }

    @Test
    void whatIsNotSupported_isDescribedWhereItIsPbes2() throws Exception {
      assertEquals(
          scheme("PBKDF2 with HMAC-SHA-256", 1, "DES-CBC"), inspected(cipher("2b0e030207")));
      assertEquals(
          new KeyProtection.Scheme("the algorithm 1.2.3.4", OptionalLong.empty(), "AES-256-CBC"),
          inspected(usual.derivation("2a0304").around(new byte[16])));
      try (SecretBytes pbes1 = SecretBytes.owning(scheme("2a864886f70d010503"))) {
        assertThrows(CipherException.class, () -> protection.inspect(pbes1));
      }
    }

    @Test
    void scrypt_isDescribedByWhoeverCannotDoIt() throws Exception {
      assertEquals(
          new KeyProtection.Scheme(
              "scrypt (N=16384, r=8, p=1)", OptionalLong.empty(), "AES-256-CBC"),
          inspected(ProtectedKey.scrypt(new byte[16])));
    }

    private byte[] cipher(String oid) {
      return usual.encryption(oid).around(new byte[16]);
    }

    private byte[] scheme(String oid) {
      return usual.scheme(oid).around(new byte[16]);
    }

    private KeyProtection.Scheme scheme(String derivation, long iterations, String encryption) {
      return KeyProtectionContract.scheme(derivation, iterations, encryption);
    }

    @Test
    void saltAndIv_mustHaveTheirSizes() {
      assertRefused("not an encrypted", usual.salt(new byte[0]).around(new byte[16]));
      assertRefused("not an encrypted", usual.iv(new byte[8]).around(new byte[16]));
    }

    @Test
    void anUnencryptedKey_isRefused() {
      assertRefused("not an encrypted private key", KEY);
    }
  }

  /** 3DES, OpenSSL's default for years. An Ed25519 key, for it is the shortest. */
  @Nested
  class TripleDes {

    private static final String PASSWORD = "Schlüssel €";
    private static final byte[] KEY =
        base64("MC4CAQAwBQYDK2VwBCIEIG7Ua1qeRS0Yq7pibp3Bb+fP3KcoaSibij3GTV6HUqW7");

    /** Made by OpenSSL 3.0: pkcs8 -topk8 -v2 des3. */
    private static final byte[] WITH_SHA_256 =
        base64(
            "MIGKME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAhVmrnRevyVjwICCAAwDAYIKoZIhvcN"
                + "AgkFADAUBggqhkiG9w0DBwQIZiTiTS2F8YkEOB0EzltfpyebL0z/nD4Ldq/cX4F/e4xSgZiIM4Kn"
                + "IfIFQh9IYroSB0q1TN/wW952L0p6rXgwCq7+");

    /** Made by OpenSSL 3.0: pkcs8 -topk8 -v2 des3 -v2prf hmacWithSHA1. */
    private static final byte[] WITH_SHA_1 =
        base64(
            "MHwwQAYJKoZIhvcNAQUNMDMwGwYJKoZIhvcNAQUMMA4ECLbXMKGUb5pcAgIIADAUBggqhkiG9w0D"
                + "BwQIZjzWqjnJSr4EONZ9YQlIzW1WamOvcPOXxPFzZDrfvO5EqKhbje6nTjViiKGAFJWzm9qf5wcF"
                + "fuOJgM3qIO+2Yf8i");

    private final ProtectedKey usual =
        ProtectedKey.usual().encryption("2a864886f70d0307").iv(new byte[8]);

    private static byte[] base64(String der) {
      return Base64.getDecoder().decode(der);
    }

    @Test
    void whatOpenSslWrote_isRead() throws Exception {
      assertArrayEquals(KEY, unprotected(WITH_SHA_256, PASSWORD.toCharArray()));
      assertArrayEquals(KEY, unprotected(WITH_SHA_1, PASSWORD.toCharArray()));
    }

    @Test
    void whatOpenSslWrote_isDescribed() throws Exception {
      assertEquals(scheme("PBKDF2 with HMAC-SHA-256", 2048, "3DES-CBC"), inspected(WITH_SHA_256));
      assertEquals(scheme("PBKDF2 with HMAC-SHA-1", 2048, "3DES-CBC"), inspected(WITH_SHA_1));
    }

    /** Among so many, some yield noise whose padding happens to be right. */
    @Test
    void wrongPasswords_areAllCalledWrong() {
      byte[] file = usual.around(new byte[16]);
      for (int i = 0; i < 3000; i++) {
        assertWrongPassword(file, ("wrong " + i).toCharArray());
      }
    }

    @Test
    void damagedCiphertext_isNotBlamedOnThePasswordAlone() {
      for (int size : new int[] {0, 7, 9}) {
        assertRefused("or the encrypted private key is damaged", usual.around(new byte[size]));
      }
    }

    @Test
    void sizesOfAnotherCipher_areRefused() {
      assertRefused("not an encrypted private key", usual.iv(new byte[16]).around(new byte[16]));
      byte[] keyOf32 = ProtectedKey.element(2, new byte[] {32});
      assertRefused(
          "not an encrypted private key", usual.afterIterations(keyOf32).around(new byte[16]));
    }
  }

  /** What is written. */
  @Nested
  class Writing {

    private final char[] password = PASSWORD.toCharArray();

    @Test
    void protectedKey_isReadWithItsPasswordOnly() throws Exception {
      try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
          SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
        byte[] file = bytes(written);
        assertUnprotects(file, PASSWORD);
        assertWrongPassword(file, "another".toCharArray());
        assertArrayEquals(KEY, bytes(pkcs8));
        assertEquals(PASSWORD, new String(password));
      }
    }

    @Test
    void keyOffTheHeap_isProtectedToo() throws Exception {
      try (SecretBytes pkcs8 = SecretMemory.offHeap().allocate(KEY.length)) {
        pkcs8.lend().put(KEY);
        try (SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
          assertUnprotects(bytes(written), PASSWORD);
        }
      }
    }

    @Test
    void protection_isTheStrongOne_withAFreshSaltAndIv() throws Exception {
      Pbes2 first = written();
      Pbes2 second = written();
      for (Pbes2 each : List.of(first, second)) {
        assertEquals(Prf.SHA_256, derivation(each).prf());
        assertEquals(600_000, derivation(each).iterations());
        assertEquals(16, derivation(each).salt().size());
        assertEquals(CbcCipher.AES_256, each.cipher().cipher());
        assertEquals(16, each.cipher().iv().size());
      }
      assertNotEquals(derivation(first).salt(), derivation(second).salt());
      assertNotEquals(first.cipher().iv(), second.cipher().iv());
    }

    private Pbes2 written() throws CipherException {
      try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
          SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
        return Pbes2.read(ByteBuffer.wrap(bytes(written)));
      }
    }

    private Pbkdf2 derivation(Pbes2 written) {
      return (Pbkdf2) written.derivation();
    }

    @Test
    void emptyPassword_isRefused() {
      CipherException error =
          assertThrows(
              CipherException.class,
              () ->
                  protection.protect(
                      SecretBytes.owning(KEY.clone()), new char[0], SecretMemory.offHeap()));
      assertEquals("an empty password protects nothing", error.getMessage());
    }
  }

  /** Key files as the openssl command writes them, and ours as it reads them. */
  @Nested
  class OpenSsl {

    private static final String PASSWORD = "Schlüssel €";
    private static final String ENCRYPT =
        "pkcs8 -topk8 -in plain.pem -passout file:password -out encrypted.pem ";

    @TempDir private Path directory;
    private OpenSslCommand openssl;

    @BeforeEach
    void makeKey() throws Exception {
      openssl = OpenSslCommand.in(directory);
      Files.writeString(directory.resolve("password"), PASSWORD + "\n" + PASSWORD);
      openssl.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out plain.pem");
    }

    @TestFactory
    Stream<DynamicTest> whatItWritesWithPbkdf2_isRead() {
      return HybridCipherFixture.tests(
          List.of(
              "-v2 aes-256-cbc",
              "-v2 aes-192-cbc",
              "-v2 aes-128-cbc",
              "-v2 des3",
              "-v2 des3 -v2prf hmacWithSHA1",
              "-v2 aes-256-cbc -v2prf hmacWithSHA1",
              "-v2 aes-256-cbc -v2prf hmacWithSHA224",
              "-v2 aes-256-cbc -v2prf hmacWithSHA256",
              "-v2 aes-256-cbc -v2prf hmacWithSHA384",
              "-v2 aes-128-cbc -v2prf hmacWithSHA512",
              "-v2 aes-256-cbc -iter 600000"),
          options ->
              assertArrayEquals(
                  openssl.der("plain.pem"),
                  unprotected(encrypted(options), PASSWORD.toCharArray())));
    }

    @TestFactory
    Stream<DynamicTest> whatItsOtherCommandsWrite_isRead() {
      return HybridCipherFixture.tests(
          List.of("rsa -des3", "pkey -des3"),
          command -> {
            openssl.run(command + " -in plain.pem -passout file:password -out encrypted.pem");
            assertArrayEquals(
                openssl.der("plain.pem"),
                unprotected(openssl.der("encrypted.pem"), PASSWORD.toCharArray()));
          });
    }

    @Test
    void pkcs12Encryption_isNamed() throws Exception {
      assertRefused(
          "protection is not supported: PKCS#12 encryption (3DES, 3 keys)",
          encrypted("-v1 PBE-SHA1-3DES"));
    }

    @TestFactory
    Stream<DynamicTest> otherCiphers_areNamedWithTheWayOut() {
      return HybridCipherFixture.tests(otherCiphers(), this::assertConvertible);
    }

    private List<String> otherCiphers() {
      Stream<String> inAnyMode =
          Stream.of(
                  "aria-128",
                  "aria-192",
                  "aria-256",
                  "camellia-128",
                  "camellia-192",
                  "camellia-256",
                  "sm4")
              .flatMap(cipher -> inModes(cipher, "ecb", "cbc", "cfb", "ofb", "ctr"));
      Stream<String> aes =
          Stream.of("aes-128", "aes-192", "aes-256")
              .flatMap(cipher -> inModes(cipher, "ecb", "cfb", "ofb"));
      return Stream.of(inAnyMode, aes, Stream.of("des-ede")).flatMap(all -> all).toList();
    }

    private Stream<String> inModes(String cipher, String... modes) {
      return Stream.of(modes).map(mode -> cipher + "-" + mode);
    }

    private void assertConvertible(String cipher) throws Exception {
      assumeTrue(openssl.succeeds(ENCRYPT + "-v2 " + cipher), "openssl was built without it");
      assertRefused(
          "encryption is not supported: " + cipher.toUpperCase(Locale.ROOT) + WAY_OUT,
          openssl.der("encrypted.pem"));
      openssl.run(
          "pkcs8 -topk8 -v2 aes-256-cbc -in encrypted.pem -out converted.pem"
              + " -passin file:password -passout file:password");
      assertArrayEquals(
          openssl.der("plain.pem"),
          unprotected(openssl.der("converted.pem"), PASSWORD.toCharArray()));
    }

    @Test
    void itsScrypt_isReadOrRefusedByName() throws Exception {
      byte[] file = encrypted("-scrypt");
      if (readsScrypt()) {
        assertArrayEquals(openssl.der("plain.pem"), unprotected(file, PASSWORD.toCharArray()));
      } else {
        assertRefused("key derivation is not supported: scrypt (N=16384, r=8, p=1)", file);
      }
    }

    @Test
    void whatWeProtect_itReads() throws Exception {
      try (SecretBytes pkcs8 = SecretBytes.owning(openssl.der("plain.pem"));
          SecretBytes encrypted =
              protection.protect(pkcs8, PASSWORD.toCharArray(), SecretMemory.offHeap());
          SecretBytes text = Pem.ofEncryptedPrivateKey(encrypted, SecretMemory.offHeap())) {
        Files.write(directory.resolve("ours.pem"), bytes(text));
      }
      openssl.run("pkey -in ours.pem -passin file:password -out read.pem");
      assertArrayEquals(openssl.der("plain.pem"), openssl.der("read.pem"));
    }

    private byte[] encrypted(String options) throws Exception {
      openssl.run(ENCRYPT + options);
      return openssl.der("encrypted.pem");
    }
  }

  private static KeyProtection.Scheme scheme(
      String derivation, long iterations, String encryption) {
    return new KeyProtection.Scheme(derivation, OptionalLong.of(iterations), encryption);
  }

  private KeyProtection.Scheme inspected(byte[] file) throws CipherException {
    try (SecretBytes encrypted = SecretBytes.owning(file.clone())) {
      return protection.inspect(encrypted);
    }
  }

  private void assertUnprotects(byte[] file, String password) throws CipherException {
    assertArrayEquals(KEY, unprotected(file, password.toCharArray()));
  }

  private byte[] unprotected(byte[] file, char[] password) throws CipherException {
    try (SecretBytes encrypted = SecretBytes.owning(file.clone());
        SecretBytes pkcs8 = protection.unprotect(encrypted, password, SecretMemory.offHeap())) {
      return bytes(pkcs8);
    }
  }

  private static byte[] bytes(SecretBytes secret) {
    byte[] bytes = new byte[secret.size()];
    secret.lend().get(bytes);
    return bytes;
  }

  private void assertWrongPassword(byte[] file, char[] password) {
    CipherException error = refusal(file, password);
    assertTrue(error.getMessage().startsWith("wrong password"), error.getMessage());
    assertNull(error.getCause());
  }

  private void assertRefused(String message, byte[] file) {
    CipherException error = refusal(file, PASSWORD.toCharArray());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private CipherException refusal(byte[] file, char[] password) {
    RecordingMemory memory = new RecordingMemory();
    try (SecretBytes encrypted = SecretBytes.owning(file.clone())) {
      CipherException refusal =
          assertThrows(
              CipherException.class, () -> protection.unprotect(encrypted, password, memory));
      assertEquals(0, memory.open());
      return refusal;
    }
  }
}
