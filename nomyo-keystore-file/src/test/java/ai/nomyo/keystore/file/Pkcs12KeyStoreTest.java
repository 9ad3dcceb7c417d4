// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.testkit.machine.KeytoolCommand;
import ai.nomyo.testkit.machine.OpenSslCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against files that the JDK's keytool and openssl make. */
final class Pkcs12KeyStoreTest {

  private static final String PASSWORD = "pass word 4711";

  @TempDir private static Path directory;
  private static Path one;
  private static Path several;

  @BeforeAll
  static void makeFiles() throws Exception {
    one = directory.resolve("one.p12");
    several = directory.resolve("several.p12");
    keytool(one, "-genkeypair -alias only -keyalg RSA -keysize 2048 -dname CN=one");
    keytool(several, "-genkeypair -alias First -keyalg RSA -keysize 2048 -dname CN=first");
    keytool(several, "-genkeypair -alias second -keyalg RSA -keysize 2048 -dname CN=second");
    keytool(several, "-genkeypair -alias curve -keyalg EC -dname CN=curve");
    keytool(several, "-genseckey -alias secret -keyalg AES -keysize 256");
  }

  private static void keytool(Path file, String arguments) throws Exception {
    KeytoolCommand.on(file, PASSWORD).run(List.of(arguments.split(" ")));
  }

  private static Pkcs12KeyStore store(Path file, String... alias) {
    return alias.length == 0
        ? Pkcs12KeyStore.of(file, PASSWORD.toCharArray())
        : Pkcs12KeyStore.of(file, PASSWORD.toCharArray(), alias[0]);
  }

  private static PemKeyPair load(Pkcs12KeyStore store) throws KeyStorageException {
    return (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow();
  }

  private static RSAPrivateKey key(PemKeyPair pair) throws Exception {
    try (pair;
        Pem pem = Pem.read(pair.privateKeyPem(), SecretMemory.onHeap())) {
      assertEquals(Pem.PRIVATE_KEY, pem.label());
      byte[] der = new byte[pem.der().size()];
      pem.der().lend().get(der);
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
  }

  private static void assertRefused(Pkcs12KeyStore store, Object... parts) {
    KeyStorageException refusal =
        assertThrows(KeyStorageException.class, () -> store.load(SecretMemory.offHeap()));
    for (Object part : parts) {
      assertTrue(refusal.getMessage().contains(part.toString()), refusal::getMessage);
    }
    assertFalse(refusal.getMessage().contains(PASSWORD));
  }

  @Test
  void onlyKey_isFoundWithoutAName_besideMemoryAndCertificates() throws Exception {
    try (Pkcs12KeyStore store = store(one);
        PemKeyPair pair = load(store)) {
      assertTrue(pair.privateKeyPem().lend().isDirect());
      assertEquals(Optional.empty(), pair.publicKeyPem());
      assertEquals(2048, key(pair).getModulus().bitLength());
      assertEquals(one.toString(), store.location());
    }
  }

  @Test
  void namedKey_isFound_inUpperAndLowerCase() throws Exception {
    RSAPrivateKey first = key(load(store(several, "FIRST")));
    RSAPrivateKey second = key(load(store(several, "second")));

    assertEquals(first, key(load(store(several, "first"))));
    assertFalse(first.getModulus().equals(second.getModulus()));
  }

  @Test
  void chosenProvider_reads() throws Exception {
    Pkcs12KeyStore chosen =
        Pkcs12KeyStore.of(one, PASSWORD.toCharArray(), null, Security.getProvider("SUN"));

    assertEquals(key(load(store(one))), key(load(chosen)));
  }

  @Test
  void providerWithoutPkcs12_isAnError() {
    assertRefused(
        Pkcs12KeyStore.of(one, PASSWORD.toCharArray(), null, Security.getProvider("SunRsaSign")),
        one,
        "the provider cannot read it",
        "PKCS12");
  }

  @Nested
  class Refusals {

    @Test
    void wrongPassword() {
      assertRefused(Pkcs12KeyStore.of(one, "wrong".toCharArray()), one, "the password is wrong");
    }

    @Test
    void passwordThatTheJdkCannotUse() {
      assertRefused(
          Pkcs12KeyStore.of(one, "pässword".toCharArray()), one, "the password is", "ASCII");
    }

    @Test
    void severalKeysAndNoName() {
      assertRefused(store(several), several, "name one of [curve, first, second]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"third", "secret"})
    void noPrivateKeyOfThatName(String alias) {
      assertRefused(
          store(several, alias), several, "no private key " + alias, "[curve, first, second]");
    }

    @Test
    void keyOfAnotherKind() {
      assertRefused(store(several, "curve"), several, "EC key curve", "an RSA key is needed");
    }

    @Test
    void noPrivateKeyAtAll() throws Exception {
      Path file = directory.resolve("symmetric.p12");
      keytool(file, "-genseckey -alias secret -keyalg AES -keysize 256");

      assertRefused(store(file), file, "holds no private key");
    }

    @Test
    void cutFile() throws Exception {
      byte[] whole = Files.readAllBytes(one);
      for (int length : List.of(0, 1, 100, whole.length - 1)) {
        Path cut = directory.resolve("cut.p12");
        Files.write(cut, Arrays.copyOf(whole, length));
        assertRefused(store(cut), cut, "it is damaged");
      }
    }

    @Test
    void otherFile() throws Exception {
      Path text = Files.writeString(directory.resolve("text.p12"), "-----BEGIN PRIVATE KEY-----");

      assertRefused(store(text), text, "no PKCS#12 file");
    }

    @Test
    void changedFile_neverGivesAnotherKey() throws Exception {
      RSAPrivateKey right = key(load(store(one)));
      byte[] content = Files.readAllBytes(one);
      Path changed = directory.resolve("changed.p12");
      for (int i = 0; i < content.length; i += 211) {
        byte[] flipped = content.clone();
        flipped[i] ^= 1;
        Files.write(changed, flipped);
        try {
          assertEquals(right, key(load(store(changed))));
        } catch (KeyStorageException refused) {
          assertTrue(refused.getMessage().contains(changed.toString()));
        }
      }
    }

    @Test
    void absentFile_withAWayToMakeOne() {
      Path absent = directory.resolve("absent.p12");

      assertRefused(store(absent), absent, "keytool -genkeypair");
    }

    @Test
    void writing() throws Exception {
      byte[] before = Files.readAllBytes(one);
      try (SecretBytes secret = Pairs.secret("one");
          PemKeyPair previous = load(store(one))) {
        assertSaysOnlyRead(() -> store(one).save(secret, "public"));
        assertSaysOnlyRead(() -> store(one).replace(previous, secret, "public", Previous.KEPT));
      }
      assertArrayEquals(before, Files.readAllBytes(one));
    }

    private void assertSaysOnlyRead(Executable writing) {
      String message = assertThrows(KeyStorageException.class, writing).getMessage();
      assertTrue(message.contains(one.toString()) && message.contains("keytool"), message);
    }
  }

  @Test
  void closedStore_hasErasedItsPassword_andTheCallersIsLeftToTheCaller() throws Exception {
    char[] own = PASSWORD.toCharArray();
    Pkcs12KeyStore store = Pkcs12KeyStore.of(one, own);
    assertEquals(PASSWORD, new String(own));
    Arrays.fill(own, 'x');
    PemKeyPair before = load(store);
    store.close();

    assertDoesNotThrow(store::close);
    assertThrows(IllegalStateException.class, () -> store.load(SecretMemory.offHeap()));
    assertEquals(2048, key(before).getModulus().bitLength());
  }

  @Test
  void fileThatOthersMayRead_isAWarningOnly() throws Exception {
    assumeTrue(Access.isPosix(directory.getFileSystem()), "no POSIX permissions here");
    Path open = Files.copy(one, directory.resolve("open.p12"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    try (PemKeyPair pair = load(store(open))) {
      assertEquals(Optional.empty(), pair.exposure());
      String warning = pair.warnings().get(0);
      assertTrue(warning.contains(open + " is readable by its group (mode 0640)"), warning);
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-------"));
    try (PemKeyPair pair = load(store(open))) {
      assertEquals(List.of(), pair.warnings());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class MadeByOpenSsl {

    private OpenSslCommand openssl;

    @BeforeAll
    void makeKey() throws Exception {
      openssl = OpenSslCommand.in(directory);
      openssl.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem");
      Files.writeString(directory.resolve("password"), PASSWORD);
      openssl.run("req -x509 -key key.pem -subj /CN=test -days 2 -out certificate.pem");
    }

    private void export(String arguments) throws Exception {
      openssl.run(
          "pkcs12 -export -in certificate.pem -passout file:password -out made.p12 " + arguments);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-inkey key.pem",
          "-inkey key.pem -name mine",
          "-inkey key.pem -nocerts",
          "-inkey key.pem -nomac",
          "-inkey key.pem -keypbe AES-128-CBC -certpbe AES-128-CBC -macalg sha1",
          "-inkey key.pem -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES"
        })
    void key_isRead(String options) throws Exception {
      export(options);

      RSAPrivateKey key = key(load(store(directory.resolve("made.p12"))));
      openssl.run("rsa -in key.pem -noout -modulus -out modulus");
      assertEquals(
          Files.readString(directory.resolve("modulus")).strip(),
          "Modulus=" + key.getModulus().toString(16).toUpperCase(Locale.ROOT));
    }

    @Test
    void otherPassword_isAnErrorWithoutAnIntegrityCheckToo() throws Exception {
      Path made = directory.resolve("made.p12");
      for (String options : List.of("-inkey key.pem", "-inkey key.pem -nomac")) {
        export(options);
        assertRefused(Pkcs12KeyStore.of(made, "wrong".toCharArray()), made, "password");
      }
    }

    @Test
    void certificateAlone_isNoKey() throws Exception {
      export("-nokeys");

      assertRefused(store(directory.resolve("made.p12")), "holds no private key");
    }

    @Test
    void emptyPassword_exposesTheKeyOfAFileThatOthersMayRead() throws Exception {
      openssl.run(
          "pkcs12 -export -in certificate.pem -inkey key.pem -passout pass: -out open-to-all.p12");
      Path file = directory.resolve("open-to-all.p12");
      assumeTrue(Access.isPosix(file.getFileSystem()), "no POSIX permissions here");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

      try (PemKeyPair pair = load(Pkcs12KeyStore.of(file, new char[0]))) {
        assertEquals(Optional.of("readable by its group and others (mode 0644)"), pair.exposure());
      }
    }
  }
}
