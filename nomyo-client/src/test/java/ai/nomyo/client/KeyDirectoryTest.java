// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.machine.OpenSslCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client's key between its runs. */
class KeyDirectoryTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path temporary;

  private final FakeRouter router = ROUTER.router();

  private String publicKeySeen(SecureChatCompletion client) {
    client.create(Flow.asking("x"));
    return router.lastRequest().publicKeyPem();
  }

  @Test
  void key_isMadeOnFirstUse_andServesTheNextClientAndOneThatIsThereAlready() throws Exception {
    Path keys = temporary.resolve("made").resolve("below");
    try (SecureChatCompletion first = Flow.keyless(router).keyDirectory(keys).build();
        SecureChatCompletion thereAlready = Flow.keyless(router).keyDirectory(keys).build()) {
      assertFalse(Files.exists(keys), "building a client makes no key");
      String seen = publicKeySeen(first);
      assertEquals(Files.readString(keys.resolve("public_key.pem")), seen);
      assertEquals(seen, publicKeySeen(thereAlready));
      try (SecureChatCompletion next =
          Flow.keyless(router).keyDirectory(keys).backend("bc").build()) {
        assertEquals(seen, publicKeySeen(next));
      }
    }
    assertOwnerOnly(keys.resolve("private_key.pem"));
  }

  private static void assertOwnerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    }
  }

  @Test
  void protectedKeyThatOthersMayRead_isUsed() throws Exception {
    Path keys = Files.createDirectory(temporary.resolve("keys"));
    Path privateKey = keys.resolve("private_key.pem");
    Files.copy(Golden.path("client-password/private_key.pem"), privateKey);
    Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw-r--r--"));
    try (SecureChatCompletion client =
        Flow.keyless(router).keyDirectory(keys).keyPassword(Golden.password()).build()) {
      assertEquals(Golden.text("client-password/public_key.pem"), publicKeySeen(client));
    }
  }

  @Test
  void pkcs1Key_isUsed_onEveryBackendThatIsPresent() throws Exception {
    Path keys = Files.createDirectory(temporary.resolve("keys"));
    Path privateKey = keys.resolve("private_key.pem");
    Files.writeString(privateKey, Golden.pkcs1());
    Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw-------"));
    for (String backend : List.of("jdk", "bc", "conscrypt", "auto")) {
      try (SecureChatCompletion client =
          Flow.keyless(router).keyDirectory(keys).backend(backend).build()) {
        assertEquals(Golden.text("client/public_key.pem"), publicKeySeen(client));
      }
    }
  }

  @Test
  void keysAsOpenSslWroteThemOnce_areUsedPlain_andRefusedEncrypted() throws Exception {
    Path keys = Files.createDirectory(temporary.resolve("keys"));
    Path privateKey = keys.resolve("private_key.pem");
    Files.copy(Golden.path("client/private_key.pem"), temporary.resolve("golden.pem"));
    OpenSslCommand openssl = OpenSslCommand.in(temporary);
    String traditional = "rsa -traditional -in golden.pem -out keys/private_key.pem";
    assumeTrue(openssl.succeeds(traditional), "this openssl does not know PKCS#1 by choice");
    Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw-------"));
    assertTrue(Files.readString(privateKey).startsWith("-----BEGIN RSA PRIVATE KEY-----"));
    try (SecureChatCompletion client = Flow.keyless(router).keyDirectory(keys).build()) {
      assertEquals(Golden.text("client/public_key.pem"), publicKeySeen(client));
    }
    openssl.run(traditional + " -aes256 -passout pass:secret");
    ClientBuilder encrypted =
        Flow.keyless(router).keyDirectory(keys).keyPassword("secret".toCharArray());
    String refused = assertThrows(KeyFileException.class, encrypted::build).getMessage();
    assertTrue(refused.contains("Proc-Type: 4,ENCRYPTED"), refused);
  }

  /** The second client would keep the first key that it makes without a password. */
  @Test
  void buildingOnceMore_needsThePasswordOnceMore_alsoAfterAFailure() {
    Path keys = temporary.resolve("keys");
    ClientBuilder builder =
        Flow.keyless(router)
            .keyDirectory(keys)
            .keyPassword("secret".toCharArray())
            .backend("no backend");
    assertThrows(BackendUnavailableException.class, builder::build);
    builder.backend("jdk");
    String refused = assertThrows(InvalidInputException.class, builder::build).getMessage();
    assertTrue(refused.contains("key password"), refused);
    builder.keyPassword("secret".toCharArray()).build().close();
    assertThrows(InvalidInputException.class, builder::build);
    assertTrue(Files.notExists(keys));
  }

  @Nested
  class Failures {

    private Path keys;
    private Path privateKey;

    @BeforeEach
    void copyGolden() throws IOException {
      keys = Files.createDirectory(temporary.resolve("keys"));
      privateKey = keys.resolve("private_key.pem");
      Files.copy(
          Golden.path("client/private_key.pem"), privateKey, StandardCopyOption.COPY_ATTRIBUTES);
      Files.copy(Golden.path("client/public_key.pem"), keys.resolve("public_key.pem"));
    }

    /** Nothing in the directory is changed, touched, added or removed. */
    private void assertRefused(String reason, String password) throws IOException {
      FileTime old = FileTime.from(Instant.EPOCH);
      Files.setLastModifiedTime(privateKey, old);
      byte[] before = Files.readAllBytes(privateKey);
      long files = count();
      ClientBuilder builder = Flow.keyless(router).keyDirectory(keys);
      ClientBuilder client =
          password.isEmpty() ? builder : builder.keyPassword(password.toCharArray());
      KeyFileException refused = assertThrows(KeyFileException.class, client::build);
      assertTrue(refused.getMessage().contains(reason), refused::getMessage);
      assertTrue(refused.getMessage().startsWith(keys.toString()), refused::getMessage);
      assertTrue(Arrays.equals(before, Files.readAllBytes(privateKey)));
      assertEquals(old, Files.getLastModifiedTime(privateKey));
      assertEquals(files, count());
      assertEquals(0, router.connections());
    }

    private long count() throws IOException {
      try (var files = Files.list(keys)) {
        return files.count();
      }
    }

    @Test
    void publicKeyOfAnotherPair() throws Exception {
      Files.writeString(
          keys.resolve("public_key.pem"), Golden.text("client-password/public_key.pem"));
      assertRefused("the public key does not belong to the private one", "");
    }

    @Test
    void publicKeyThatIsNone() throws Exception {
      Files.writeString(keys.resolve("public_key.pem"), "garbage");
      assertRefused("the public key cannot be read", "");
    }

    @Test
    void privateKeyThatIsNone() throws Exception {
      Files.writeString(privateKey, "garbage");
      assertRefused("the private key cannot be read", "");
    }

    @Test
    void emptyPrivateKey() throws Exception {
      Files.writeString(privateKey, "");
      assertRefused("the private key cannot be read", "");
    }

    @Test
    void cutPrivateKey() throws Exception {
      String pem = Files.readString(privateKey);
      Files.writeString(privateKey, pem.substring(0, pem.length() / 2));
      assertRefused("the private key cannot be read", "");
    }

    @Test
    void passwordThatIsNotNeeded() throws Exception {
      assertRefused("has no password, but one was given", "secret");
    }

    @Test
    void wrongOrMissingPassword() throws Exception {
      Files.writeString(privateKey, Golden.text("client-password/private_key.pem"));
      Files.writeString(
          keys.resolve("public_key.pem"), Golden.text("client-password/public_key.pem"));
      assertRefused("the private key cannot be read", "wrong");
      assertRefused("is protected by a password, and none was given", "");
    }

    @Test
    void unprotectedKeyThatOthersMayRead() throws Exception {
      Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw-r-----"));
      assertRefused("has no password and is readable by its group (mode 0640); run chmod 600", "");
      Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw----r--"));
      assertRefused("readable by others (mode 0604)", "");
    }

    @Test
    void keyEncryptedInTheOldForm() throws Exception {
      Files.writeString(
          privateKey,
          """
          -----BEGIN RSA PRIVATE KEY-----
          Proc-Type: 4,ENCRYPTED
          DEK-Info: AES-128-CBC,F11262FB77BD5D6C0DB0CF7B65A0B76E

          AQID
          -----END RSA PRIVATE KEY-----
          """);
      assertRefused("openssl pkcs8 -topk8", "");
      assertRefused("openssl pkcs8 -topk8", "secret");
    }

    @Test
    void directoryWithoutWritePermission_isAnErrorAtFirstUse() throws Exception {
      Path readOnly = Files.createDirectory(temporary.resolve("read-only"));
      assumeFalse(
          "root".equals(System.getProperty("user.name")), "root may write where nobody may");
      Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
      try (SecureChatCompletion client = Flow.keyless(router).keyDirectory(readOnly).build()) {
        assertThrows(KeyFileException.class, () -> client.create(Flow.asking("x")));
      }
      assertEquals(0, router.chatCalls());
    }

    @Test
    void fileInPlaceOfTheDirectory_isAnError() throws Exception {
      ClientBuilder client = Flow.keyless(router).keyDirectory(privateKey);
      assertThrows(
          KeyFileException.class,
          () -> {
            try (SecureChatCompletion built = client.build()) {
              built.create(Flow.asking("x"));
            }
          });
      assertEquals(Golden.text("client/private_key.pem"), Files.readString(privateKey));
      assertEquals(0, router.chatCalls());
    }
  }
}
