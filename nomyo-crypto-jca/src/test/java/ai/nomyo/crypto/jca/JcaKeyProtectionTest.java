package ai.nomyo.crypto.jca;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.BackendUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class JcaKeyProtectionTest {

  private static final String PASSWORD = "passwörd 😀";
  private static final byte[] KEY = ProtectedKey.sequence("a key");

  private final KeyProtection protection = JcaKeyProtection.onJdk();

  /** The file that the reference client wrote; its password is not ASCII. */
  @Nested
  class Golden {

    private final char[] password = text("password.txt").toCharArray();
    private final byte[] file = pem("private_key.pem");

    @Test
    void file_isReadWithItsPassword() throws Exception {
      try (SecretBytes encrypted = SecretBytes.owning(file.clone());
          SecretBytes pkcs8 = protection.unprotect(encrypted, password, SecretMemory.offHeap());
          OpeningKey key = JcaHybridCipher.onJdk().keys().readPrivate(pkcs8)) {
        assertEquals(Bytes.copyOf(pem("public_key.pem")), key.spki());
      }
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
    void passwordWithoutItsUmlaut_isWrong() {
      char[] almost = new String(password).replace("ü", "u").toCharArray();
      assertWrongPassword(file, almost);
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

    private byte[] pem(String name) {
      return Base64.getMimeDecoder().decode(text(name).replaceAll("-----[A-Z ]+-----", ""));
    }

    private String text(String name) {
      try (InputStream file =
          Objects.requireNonNull(
              JcaKeyProtectionTest.class.getResourceAsStream("/golden/client-password/" + name))) {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }

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
      assertRefused(
          "or the encrypted private key is damaged", ProtectedKey.usual().around(new byte[15]));
    }
  }

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
    void mostIterations_areStillRead() throws Exception {
      byte[] file = withIterations(BigInteger.valueOf(10_000_000));
      assertEquals(10_000_000, Pbes2.read(ByteBuffer.wrap(file)).iterations());
    }

    private byte[] withIterations(BigInteger count) {
      return usual.iterations(count).around(new byte[16]);
    }

    @Test
    void whatIsNotSupported_isNamed() {
      assertRefused("protection is not supported: PBES1 (MD5, DES)", scheme("2a864886f70d010503"));
      assertRefused(
          "protection is not supported: PKCS#12 encryption (3DES, 3 keys)",
          scheme("2a864886f70d010c0103"));
      assertRefused("protection is not supported: the algorithm 1.2.3.4", scheme("2a0304"));
      assertRefused(
          "key derivation is not supported: scrypt",
          usual.derivation("2b06010401da47040b").around(new byte[16]));
      assertRefused(
          "encryption is not supported: 3DES-CBC",
          usual.encryption("2a864886f70d0307").around(new byte[16]));
      assertRefused(
          "key derivation function is not supported: the algorithm 1.2.840.113549.2.5",
          usual.afterIterations(ProtectedKey.prf("2a864886f70d0205")).around(new byte[16]));
    }

    private byte[] scheme(String oid) {
      return usual.scheme(oid).around(new byte[16]);
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

  /** What is written, to be read by this class and, in another test, by OpenSSL. */
  @Nested
  class Writing {

    private final char[] password = PASSWORD.toCharArray();

    @Test
    void protectedKey_isReadWithItsPasswordOnly() throws Exception {
      try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
          SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
        byte[] file = bytes(written);
        assertUnprotects(file.clone(), PASSWORD);
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
        assertEquals("HmacSHA256", each.prf());
        assertEquals(32, each.keyBytes());
        assertEquals(600_000, each.iterations());
        assertEquals(16, each.salt().size());
        assertEquals(16, each.iv().size());
      }
      assertNotEquals(first.salt(), second.salt());
      assertNotEquals(first.iv(), second.iv());
    }

    private Pbes2 written() throws CipherException {
      try (SecretBytes pkcs8 = SecretBytes.owning(KEY.clone());
          SecretBytes written = protection.protect(pkcs8, password, SecretMemory.offHeap())) {
        return Pbes2.read(ByteBuffer.wrap(bytes(written)));
      }
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

    @Test
    void description_namesTheProvider() {
      assertEquals(
          "PBKDF2 and AES-CBC: SunJCE " + System.getProperty("java.specification.version"),
          protection.description());
    }

    private byte[] bytes(SecretBytes secret) {
      byte[] bytes = new byte[secret.size()];
      secret.lend().get(bytes);
      return bytes;
    }
  }

  @Nested
  class Providers {

    @Test
    void missingOne_isNamed() throws Exception {
      HostProviders.without(
          "SunJCE",
          () -> {
            BackendUnavailableException error =
                assertThrows(BackendUnavailableException.class, JcaKeyProtection::onJdk);
            assertTrue(error.getMessage().contains("SunJCE"), error.getMessage());
          });
    }

    @Test
    void oneInFrontOfTheList_isNeverAsked() throws Exception {
      byte[] file = ProtectedKey.usual().around(KEY, PASSWORD);
      List<String> asked = new ArrayList<>();
      OfferingProvider spy = new OfferingProvider("Spy");
      for (String service :
          List.of(
              "Cipher AES/CBC/PKCS5Padding",
              "Cipher AES",
              "SecretKeyFactory PBKDF2WithHmacSHA256",
              "Mac HmacSHA256",
              "AlgorithmParameters PBES2")) {
        String[] names = service.split(" ");
        spy.offer(
            names[0],
            names[1],
            () -> {
              asked.add(service);
              throw new IllegalStateException(service);
            });
      }
      HostProviders.withFirst(spy, () -> assertUnprotects(file, PASSWORD));
      assertEquals(List.of(), asked);
    }
  }

  private void assertUnprotects(byte[] file, String password) throws CipherException {
    try (SecretBytes encrypted = SecretBytes.owning(file);
        SecretBytes pkcs8 =
            protection.unprotect(encrypted, password.toCharArray(), SecretMemory.offHeap())) {
      byte[] key = new byte[pkcs8.size()];
      pkcs8.lend().get(key);
      assertArrayEquals(KEY, key);
    }
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
    try (SecretBytes encrypted = SecretBytes.owning(file.clone())) {
      return assertThrows(
          CipherException.class,
          () -> protection.unprotect(encrypted, password, SecretMemory.offHeap()));
    }
  }
}
