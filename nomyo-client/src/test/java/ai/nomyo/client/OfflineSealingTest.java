// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import ai.nomyo.testkit.machine.JdkKeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealing for a key at hand, where nothing may be sent, and the work in processes apart. */
class OfflineSealingTest {

  private static final HybridCipher ROUTERS = BcHybridCipher.create();
  private static final ChatRequest REQUEST = Flow.asking(Canary.PROMPT);

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.with(ROUTERS);

  @TempDir Path directory;

  private final FakeRouter router = ROUTER.router();

  @AfterEach
  void protocolWasKept() {
    assertEquals(List.of(), router.violations());
  }

  private ClientBuilder offline() {
    return Nomyo.client()
        .baseUrl(router.baseUrl().toString())
        .allowHttp(true)
        .transport(new UntouchedTransport());
  }

  private byte[] sealed(ClientBuilder builder) {
    try (SecureCompletionClient client = builder.buildProtocolClient()) {
      return client.encryptPayload(REQUEST, router.publicKeyPem());
    }
  }

  private static JsonObject opened(byte[] sealed) throws Exception {
    try (OpeningKey key = Golden.serverKey(ROUTERS)) {
      return Golden.opened(sealed, ROUTERS, key);
    }
  }

  private static <T extends NomyoException> T refusal(
      Class<T> type, ClientBuilder builder, String pem) {
    try (SecureCompletionClient client = builder.buildProtocolClient()) {
      T refused = assertThrows(type, () -> client.encryptPayload(REQUEST, pem));
      Canary.assertAbsent(refused);
      assertFalse(refused.retryable());
      return refused;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc", "conscrypt", "accp"})
  void packageForAKeyAtHand_opensWithTheRoutersKey(String backend) throws Exception {
    assertEquals(REQUEST.json(), opened(sealed(offline().backend(backend))));
  }

  @Test
  void sealing_makesNoKeyOfTheClients() {
    Path keys = directory.resolve("keys");
    sealed(offline().keyDirectory(keys));
    assertFalse(Files.exists(keys));
  }

  @Test
  void keyAtHand_isNotTheOneThatCallsAreSealedFor() throws Exception {
    String atHand = router.publicKeyPem();
    router.rotateKey();
    try (SecureCompletionClient client = Flow.client(router).buildProtocolClient()) {
      byte[] offline = client.encryptPayload(REQUEST, atHand);
      assertEquals(0, router.connections());
      client.encryptPayload(REQUEST);
      assertEquals(1, router.keyFetches());
      assertEquals(REQUEST.json(), opened(offline));
    }
  }

  @Test
  void textThatIsNoPublicKey_isBadInput_andNotShown() {
    String pem = router.publicKeyPem();
    for (String text :
        List.of(
            "",
            Canary.PROMPT,
            "-----BEGIN PUBLIC KEY-----\n" + Canary.PROMPT + "\n-----END PUBLIC KEY-----\n",
            pem.replace("PUBLIC", "PRIVATE"),
            pem.substring(0, 300),
            Golden.text("client/private_key.pem"))) {
      assertEquals(
          "the router's key: given a text of "
              + text.length()
              + " chars, allowed is an RSA public key in PEM (BEGIN PUBLIC KEY)",
          refusal(InvalidInputException.class, offline(), text).getMessage());
    }
  }

  @Test
  void keyThatIsNoStrongRsaKey_isRefused() {
    refusal(InvalidInputException.class, offline(), JdkKeyPair.ellipticCurve().publicPem());
    assertEquals(
        "the router's key has 1024 bits, at least 2048 are needed",
        refusal(SecurityViolationException.class, offline(), JdkKeyPair.rsa(1024).publicPem())
            .getMessage());
  }

  @Test
  void requestLargerThan10MiB_isRefused() {
    ChatRequest large = Flow.asking("x".repeat(10 * 1024 * 1024));
    try (SecureCompletionClient client = offline().buildProtocolClient()) {
      assertThrows(
          InvalidInputException.class, () -> client.encryptPayload(large, router.publicKeyPem()));
    }
  }

  @Test
  void closedClient_sealsNothing() {
    SecureCompletionClient client = offline().buildProtocolClient();
    client.close();
    assertThrows(
        CallCancelledException.class, () -> client.encryptPayload(REQUEST, router.publicKeyPem()));
  }

  @Test
  void pins_applyToAKeyAtHand() throws Exception {
    String seen = Flow.fingerprint(router);
    String other = "0".repeat(64);
    assertEquals(REQUEST.json(), opened(sealed(offline().serverKeyPin(seen))));
    String message =
        refusal(
                SecurityViolationException.class,
                offline().serverKeyPin(other),
                router.publicKeyPem())
            .getMessage();
    assertTrue(message.contains(seen) && message.contains(other), message);
  }

  @Test
  void trustOnFirstUse_recordsNoKeyAtHand_butHoldsItAgainstTheKnownOne() throws Exception {
    Path known = directory.resolve("known-servers.txt");
    assertEquals(REQUEST.json(), opened(sealed(offline().trustOnFirstUse(known))));
    assertFalse(Files.exists(known));
    try (SecureCompletionClient client =
        Flow.client(router).trustOnFirstUse(known).buildProtocolClient()) {
      client.fetchServerPublicKey();
    }
    String recorded = Files.readString(known);
    assertEquals(REQUEST.json(), opened(sealed(offline().trustOnFirstUse(known))));
    router.rotateKey();
    String message =
        refusal(
                SecurityViolationException.class,
                offline().trustOnFirstUse(known),
                router.publicKeyPem())
            .getMessage();
    assertTrue(message.contains("differs from the one that is known"), message);
    assertEquals(recorded, Files.readString(known));
  }

  @Test
  void knownServersThatAreSpoilt_areAKeyFileError() throws Exception {
    Path known = directory.resolve("known-servers.txt");
    try (SecureCompletionClient client = offline().trustOnFirstUse(known).buildProtocolClient()) {
      Files.writeString(known, "spoilt\n");
      assertThrows(
          KeyFileException.class, () -> client.encryptPayload(REQUEST, router.publicKeyPem()));
    }
  }

  @Test
  void sealedInOneProcess_sentByAnother_openedByAThird() throws Exception {
    Path routersKey = Files.writeString(directory.resolve("router.pem"), router.publicKeyPem());
    Path request = directory.resolve("request.package");
    Path answer = directory.resolve("answer.package");
    String id = Flow.freshId();

    run(OfflineProcesses.Sealing.class, routersKey, request);
    assertEquals(0, router.connections());
    assertFalse(Files.readString(request).contains(OfflineProcesses.PROMPT));
    assertEquals("200", send(request, Golden.path("client/public_key.pem"), answer, id));
    assertFalse(Files.readString(answer).contains(OfflineProcesses.PROMPT));
    Path clientKey = Golden.path("client/private_key.pem");
    assertEquals(
        "echo: " + OfflineProcesses.PROMPT,
        run(OfflineProcesses.Opening.class, clientKey, answer, id));

    assertEquals(0, router.keyFetches());
    assertEquals(1, router.chatCalls());
    assertEquals(Optional.of("m"), router.lastRequest().json().getString("model"));
    assertEquals(id, router.lastRequest().payloadId());
    assertEquals(Optional.of("Bearer k"), router.lastRequest().header("Authorization"));
  }

  /** By a JVM that has none of this library's classes, nor any key but a public one. */
  private String send(Path request, Path clientKey, Path answer, String id) {
    String url = router.baseUrl() + "/v1/chat/secure_completion";
    JavaProgram program =
        JavaProgram.of(OfflineProcesses.Sending.class)
            .on(entry -> entry.endsWith("nomyo-client/target/test-classes"));
    try (ChildJvm process = program.start(url, id, clientKey, request, answer)) {
      return process.answer(OfflineProcesses.DONE);
    }
  }

  private static String run(Class<?> program, Object... arguments) {
    try (ChildJvm process = JavaProgram.of(program).start(arguments)) {
      return process.answer(OfflineProcesses.DONE);
    }
  }
}
