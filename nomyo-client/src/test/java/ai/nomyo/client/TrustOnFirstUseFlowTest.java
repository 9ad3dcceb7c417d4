// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.keystore.file.KnownServersFile;
import ai.nomyo.report.SecurityReport;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Clients that remember the router's key between their runs, and a router that replaces it. */
class TrustOnFirstUseFlowTest {

  private static final int CALLS = 32;
  private static final String FIRST =
      "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5";

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  private final FakeRouter router = ROUTER.router();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("config").resolve("known-servers");
  }

  @AfterEach
  void protocolWasKept() {
    assertEquals(List.of(), router.violations());
  }

  private ClientBuilder builder() {
    return Flow.client(router).trustOnFirstUse(file);
  }

  /** As after a restart: a client that knows nothing but the file. */
  private void assertAnswered() {
    try (SecureChatCompletion client = builder().build()) {
      assertAnswered(client);
    }
  }

  private static void assertAnswered(SecureChatCompletion client) {
    assertEquals(Optional.of("echo: x"), client.create(Flow.asking("x")).firstText());
  }

  private static SecurityViolationException assertRefused(SecureChatCompletion client) {
    return assertThrows(SecurityViolationException.class, () -> client.create(Flow.asking("x")));
  }

  private String secondKey() throws Exception {
    router.rotateKey();
    String sha256 = Flow.fingerprint(router);
    router.reset();
    return sha256;
  }

  private List<String> keysInFile() throws IOException {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void firstUse_recordsTheKey_andTheNextClientKnowsIt() throws Exception {
    assertAnswered();
    String line = keysInFile().get(0);
    assertTrue(line.endsWith(" " + router.baseUrl() + " " + FIRST + " first-use"), line);
    assertAnswered();
    assertEquals(List.of(line), keysInFile());
  }

  @Test
  void answers_saySoInTheirReports() {
    try (SecureChatCompletion client = builder().build()) {
      assertEquals("seen for the first time", trust(client));
    }
    try (SecureChatCompletion client = builder().build()) {
      String trust = trust(client);
      assertTrue(trust.matches("known since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), trust);
    }
  }

  private static String trust(SecureChatCompletion client) {
    SecurityReport report = client.create(Flow.asking("x")).securityReport().orElseThrow();
    return report.routerKey().orElseThrow().trust();
  }

  @Test
  void keyIsRecorded_beforeAnythingIsSealedForIt() throws Exception {
    Hold hold = new Hold();
    router.next(Script.held(hold));
    try (SecureChatCompletion client = builder().build()) {
      CompletableFuture<?> call = client.createAsync(Flow.asking("x"));
      hold.awaitArrival();
      assertEquals(1, keysInFile().size());
      hold.release();
      call.join();
    }
  }

  @Test
  void keyThatCannotBeRecorded_isSealedForByNobody() throws Exception {
    Files.createDirectories(file.resolveSibling(".known-servers.lock"));
    try (SecureChatCompletion client = builder().build()) {
      assertThrows(KeyFileException.class, () -> client.create(Flow.asking("x")));
    }
    assertEquals(1, router.keyFetches());
    assertEquals(0, router.chatCalls());
  }

  @Test
  void anotherKeyAfterARestart_getsNothing_untilItIsAccepted_andThenTheOldOneDoesNot()
      throws Exception {
    String second = secondKey();
    assertAnswered();
    router.rotateKey();
    int sent = router.chatCalls();
    try (SecureChatCompletion client = builder().build()) {
      String refused = assertRefused(client).getMessage();
      assertTrue(refused.contains("expected SHA-256 " + FIRST + ", known since "), refused);
      assertTrue(refused.contains("seen " + second), refused);
      assertTrue(refused.contains("--known-servers " + file + " --accept " + second), refused);
      assertEquals(sent, router.chatCalls());
      KnownServersFile.at(file).accept(router.baseUrl(), new ServerKeyPin(second));
      assertAnswered(client);
    }
    assertAnswered();
    assertEquals(2, keysInFile().size());
    router.reset();
    try (SecureChatCompletion client = builder().build()) {
      String refused = assertRefused(client).getMessage();
      assertTrue(refused.contains("expected SHA-256 " + second), refused);
    }
    assertEquals(0, router.chatCalls());
  }

  @Test
  void anotherKeyWhileAClientRuns_getsNothing() {
    try (SecureChatCompletion client = builder().build()) {
      assertAnswered(client);
      router.rotateKey();
      assertRefused(client);
      assertEquals(2, router.chatCalls(), "the answered one, and one sealed for the known key");
      assertRefused(client);
    }
  }

  @Test
  void explicitFetch_isAUseAsWell() throws Exception {
    try (SecureCompletionClient client = builder().buildProtocolClient()) {
      client.fetchServerPublicKey();
      assertEquals(1, keysInFile().size());
      router.rotateKey();
      assertThrows(SecurityViolationException.class, client::fetchServerPublicKey);
    }
  }

  @Test
  void manyClientsAtOnce_recordOneKey() throws Exception {
    List<SecureChatCompletion> clients = new ArrayList<>();
    List<CompletableFuture<?>> calls = new ArrayList<>();
    try {
      for (int i = 0; i < CALLS; i++) {
        clients.add(builder().build());
      }
      clients.forEach(client -> calls.add(client.createAsync(Flow.asking("x"))));
      calls.forEach(CompletableFuture::join);
    } finally {
      clients.forEach(SecureChatCompletion::close);
    }
    assertEquals(1, keysInFile().size());
  }

  @Nested
  class NothingIsSent {

    private <E extends Exception> String refusal(Class<E> type, ClientBuilder builder) {
      String message = assertThrows(type, builder::build).getMessage();
      assertEquals(0, router.connections());
      return message;
    }

    @Test
    void besidePins() {
      assertEquals(
          "server key pin: given together with trust on first use, allowed is one of the two",
          refusal(InvalidInputException.class, builder().serverKeyPin(FIRST)));
    }

    @Test
    void onAFileThatCannotBeUnderstood() throws Exception {
      Files.createDirectory(file.getParent());
      Files.writeString(file, "# fine\nnot fine\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      String refused = refusal(KeyFileException.class, builder());
      assertTrue(refused.contains(file + " cannot be understood: line 2 "), refused);
      assertEquals("# fine\nnot fine\n", Files.readString(file));
    }

    @Test
    void onAFileThatOthersMayWriteTo() throws Exception {
      Files.createDirectory(file.getParent());
      Files.createFile(file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
      String refused = refusal(KeyFileException.class, builder());
      assertTrue(refused.contains("writable by its group (mode 0664)"), refused);
    }
  }

  @Test
  void fileThatIsSpoiltLater_isAnErrorOfTheCall() throws Exception {
    try (SecureChatCompletion client = builder().build()) {
      assertAnswered(client);
      Files.writeString(file, "spoilt\n");
      router.rotateKey();
      KeyFileException refused =
          assertThrows(KeyFileException.class, () -> client.create(Flow.asking("x")));
      assertTrue(refused.payloadId().isPresent());
    }
  }

  @Test
  void historyOfTheCallersOwn_isAsked() {
    List<RouterName> asked = new ArrayList<>();
    KnownServers own =
        new KnownServers() {
          @Override
          public List<String> check() {
            return List.of();
          }

          @Override
          public Optional<KnownKey> known(RouterName name) {
            return Optional.empty();
          }

          @Override
          public Optional<KnownKey> putIfAbsent(RouterName name, KnownKey first)
              throws KeyStorageException {
            asked.add(name);
            throw new KeyStorageException("the database is away", null);
          }

          @Override
          public String howToAccept(RouterName name, KnownKey seen) {
            return "ask the database";
          }
        };
    try (SecureChatCompletion client = Flow.client(router).trustOnFirstUse(own).build()) {
      KeyFileException refused =
          assertThrows(KeyFileException.class, () -> client.create(Flow.asking("x")));
      assertEquals("the database is away", refused.getMessage());
    }
    assertEquals(List.of(RouterName.of(router.baseUrl())), asked);
    assertEquals(0, router.chatCalls());
  }
}
