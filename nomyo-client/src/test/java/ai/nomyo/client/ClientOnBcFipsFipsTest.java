// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import ai.nomyo.testkit.machine.JdkKeyPair;
import ai.nomyo.testkit.machine.SpyingProvider;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client on BC-FIPS in a JVM in approved-only mode, without plain Bouncy Castle. The router has a
 * JVM of its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClientOnBcFipsFipsTest {

  private static final String PASSWORD = "passwörd of a good length";

  private static RemoteRouter router;

  @TempDir Path temporary;

  @BeforeAll
  static void startRouter() {
    router = RemoteRouter.http();
  }

  @AfterAll
  static void stopRouter() {
    router.close();
  }

  private ClientBuilder client() throws Exception {
    return Nomyo.client()
        .baseUrl(router.baseUrl())
        .allowHttp(true)
        .backend("bcfips")
        .transport(HttpClientTransport.builder().tls(BcJsse.trustingNobody()).build());
  }

  private ClientBuilder client(Path keys, String password) throws Exception {
    return client().keyDirectory(keys).keyPassword(password.toCharArray());
  }

  /** First, so that the module starts up under observation. */
  @Test
  @Order(1)
  void keysCallsAndPasswords_needNoProviderOfTheHostsButEntropy() throws Exception {
    int callsBefore = router.chatCalls();
    Path keys = temporary.resolve("keys");
    SpyingProvider sun =
        OnlySun.during(
            () -> {
              assertThrows(BackendUnavailableException.class, () -> Backends.named("jdk"));
              String made = keySeenOf(client(keys, PASSWORD));
              assertEquals(made, keySeenOf(client(keys, PASSWORD)));
              assertEquals(made, Files.readString(keys.resolve("public_key.pem")));
            });
    assertTrue(
        Files.readString(keys.resolve("private_key.pem"))
            .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    assertEquals(2, router.chatCalls() - callsBefore);
    assertEquals("[]", router.violations());
    System.out.println("SUN was asked by the client for " + sun.asked());
    OnlySun.assertAskedForEntropyAlone(sun);
  }

  private static String keySeenOf(ClientBuilder builder) {
    try (SecureChatCompletion client = builder.build()) {
      assertEquals(Optional.of("echo: ä 😀"), client.create(Flow.asking("ä 😀")).firstText());
    }
    return router.clientKeyPem();
  }

  /** Shows that the spy would have noticed. */
  @Test
  void spy_noticesADigest() throws Exception {
    SpyingProvider sun = OnlySun.during(() -> MessageDigest.getInstance("MD5"));
    assertEquals(Map.of("MessageDigest MD5", Set.of(getClass().getName())), sun.asked());
  }

  @Test
  void report_namesTheModuleForEveryStep() throws Exception {
    try (SecureChatCompletion client = client().build()) {
      BackendReport report = client.backend();
      assertEquals("bcfips", report.name());
      assertEquals("approved-only", report.fips());
      assertEquals(6, report.steps().size());
      assertEquals(Set.of("BCFIPS 2.1.3"), new LinkedHashSet<>(report.steps().values()));
      assertEquals("PBKDF2 and AES-CBC: BCFIPS 2.1.3", report.keyProtection());
      assertEquals("named by the user", report.choice());
    }
  }

  @Test
  void shortPasswordForANewKey_isRefused_andNothingIsWritten() throws Exception {
    Path keys = temporary.resolve("short");
    try (SecureChatCompletion client = client(keys, "thirteen byte").build()) {
      String message =
          assertThrows(KeyFileException.class, () -> client.create(Flow.asking("x"))).getMessage();
      assertTrue(message.contains("a password of at least 14 bytes (112 bits)"), message);
      assertTrue(message.contains("choose a longer one"), message);
    }
    assertTrue(Files.notExists(keys.resolve("private_key.pem")));
  }

  @Test
  void keyFileWithAShortPassword_isRefusedWithTheReasonAndTheWayOut() throws Exception {
    Path keys = temporary.resolve("jdk");
    try (SecureChatCompletion onJdk = client(keys, "short").backend("jdk").build()) {
      onJdk.create(Flow.asking("x"));
    }
    assertRefusedWithWayOut(keys, "short", "a password of at least 14 bytes (112 bits)");
  }

  @Test
  void keyFileWithAnEightByteSalt_isRefusedWithTheReasonAndTheWayOut() throws Exception {
    assertRefusedWithWayOut(
        Golden.path("client-password"),
        new String(Golden.password()),
        "a salt of at least 16 bytes (128 bits) in approved-only mode, and this one has 8 bytes");
  }

  private void assertRefusedWithWayOut(Path keys, String password, String reason) throws Exception {
    String message =
        assertThrows(KeyFileException.class, client(keys, password)::build).getMessage();
    assertTrue(message.startsWith(keys.toString()), message);
    assertTrue(message.contains(reason), message);
    assertTrue(message.contains("\"keys change-password --backend jdk\""), message);
  }

  @Test
  void clientsKeyOf1024Bits_isRefused() throws Exception {
    Path file =
        Files.createFile(
            temporary.resolve("private_key.pem"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, JdkKeyPair.rsa(1024).privatePem());
    assertEquals(
        temporary + ": the key has 1024 bits, at least 2048 are needed",
        assertThrows(KeyFileException.class, client().keyDirectory(temporary)::build).getMessage());
  }

  @Test
  void serversKeyOf1024Bits_isRefused_andNothingIsSent() throws Exception {
    int callsBefore = router.chatCalls();
    router.showWeakKey();
    try (SecureChatCompletion client = client().keyDirectory(Golden.clientKeys()).build()) {
      String message =
          assertThrows(SecurityViolationException.class, () -> client.create(Flow.asking("x")))
              .getMessage();
      assertTrue(message.contains("1024 bits, at least 2048 are needed"), message);
    }
    assertEquals(callsBefore, router.chatCalls());
  }

  @Test
  void jvmOutsideOfApprovedOnlyMode_hasNoSuchBackend() {
    try (ChildJvm jvm = JavaProgram.of(BackendProbe.class).start("bcfips")) {
      assertEquals(
          "unavailable, crypto backend bcfips needs approved-only mode on every thread that uses"
              + " it: start Java with -Dorg.bouncycastle.fips.approved_only=true",
          jvm.answer("bcfips: "));
    }
  }
}
