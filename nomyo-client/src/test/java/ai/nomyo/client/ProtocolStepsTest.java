// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.ApiKey;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The six methods of the low-level client, one by one and together. */
class ProtocolStepsTest {

  private static final HybridCipher ROUTERS = BcHybridCipher.create();

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.with(ROUTERS);

  @TempDir Path directory;

  private final FakeRouter router = ROUTER.router();
  private final SecureCompletionClient client = Flow.keyless(router).buildProtocolClient();

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  private void loadGolden() {
    client.loadKeys(Golden.path("client/private_key.pem"), null, null);
  }

  private ChatResponse send(String prompt) {
    return client.sendSecureRequest(Flow.asking(prompt), Flow.freshId(), RequestOptions.none());
  }

  @Test
  void fetchedKey_isTheRoutersPem() {
    assertEquals(router.publicKeyPem(), client.fetchServerPublicKey());
    router.rotateKey();
    assertEquals(router.publicKeyPem(), client.fetchServerPublicKey());
    assertEquals(2, router.keyFetches());
  }

  @Test
  void encryptedPayload_opensWithTheRoutersCipher_andIsFreshEachTime() throws Exception {
    ChatRequest request = Flow.asking("hello");
    byte[] first = client.encryptPayload(request);
    byte[] second = client.encryptPayload(request);
    assertFalse(Arrays.equals(first, second));
    try (OpeningKey key = Golden.serverKey(ROUTERS)) {
      assertEquals(request.json(), Golden.opened(first, ROUTERS, key));
      assertEquals(request.json(), Golden.opened(second, ROUTERS, key));
    }
    assertEquals(0, router.chatCalls());
  }

  @Test
  void answer_opensWithTheLoadedKeyOnly() {
    byte[] answer = Golden.bytes("responses/good/minimal.package.json");
    loadGolden();
    assertEquals(
        Golden.json("responses/good/minimal.result.json"),
        client.decryptResponse(answer, Golden.PAYLOAD_ID).json());
    client.loadKeys(Golden.path("client-password/private_key.pem"), null, Golden.password());
    assertThrows(
        SecurityViolationException.class, () -> client.decryptResponse(answer, Golden.PAYLOAD_ID));
  }

  @Test
  void answerWithoutAnIdToCompare_keepsItsOwn() {
    loadGolden();
    ChatResponse response =
        client.decryptResponse(Golden.bytes("responses/good/minimal.package.json"), null);
    assertEquals(Optional.of("chatcmpl-minimal"), response.id());
  }

  @Test
  void wholeRequest_isSentUnderTheCallersIdAndOptions() {
    loadGolden();
    String payloadId = Flow.freshId();
    ChatResponse response =
        client.sendSecureRequest(
            Flow.asking("hello"),
            payloadId,
            RequestOptions.builder().apiKey(ApiKey.of("of-the-call")).build());
    assertEquals(Optional.of("echo: hello"), response.firstText());
    assertEquals(Optional.of(payloadId), response.metadata().payloadId());
    assertEquals(payloadId, router.lastRequest().payloadId());
    assertEquals(Optional.of("Bearer of-the-call"), router.lastRequest().header("Authorization"));
  }

  @Test
  void generatedPair_isUsed_isReadBack_andIsNeverOverwritten() throws Exception {
    client.generateKeys(directory, null);
    send("x");
    Path privateKey = directory.resolve("private_key.pem");
    Path publicKey = directory.resolve("public_key.pem");
    assertEquals(Files.readString(publicKey), router.lastRequest().publicKeyPem());
    try (SecureCompletionClient other = Flow.keyless(router).backend("bc").buildProtocolClient()) {
      other.loadKeys(privateKey, publicKey, null);
      other.sendSecureRequest(Flow.asking("x"), Flow.freshId(), RequestOptions.none());
    }
    assertEquals(Files.readString(publicKey), router.lastRequest().publicKeyPem());
    String before = Files.readString(privateKey);
    assertThrows(KeyFileException.class, () -> client.generateKeys(directory, null));
    assertEquals(before, Files.readString(privateKey));
    send("still with the first pair");
    assertEquals(Files.readString(publicKey), router.lastRequest().publicKeyPem());
  }

  @Test
  void pairGeneratedInMemory_replacesTheLoadedOne() {
    loadGolden();
    client.generateKeys();
    assertEquals(Optional.of("echo: x"), send("x").firstText());
    assertNotEquals(Golden.text("client/public_key.pem"), router.lastRequest().publicKeyPem());
  }

  @Test
  void keysThatDoNotBelongTogether_areRefused_andThePresentOnesStay() {
    loadGolden();
    assertThrows(
        KeyFileException.class,
        () ->
            client.loadKeys(
                Golden.path("server/private_key.pem"), Golden.path("client/public_key.pem"), null));
    assertThrows(
        KeyFileException.class, () -> client.loadKeys(directory.resolve("absent.pem"), null, null));
    send("x");
    assertEquals(Golden.text("client/public_key.pem"), router.lastRequest().publicKeyPem());
  }

  @Test
  void closedClient_makesNoCall() {
    loadGolden();
    client.close();
    client.close();
    cancelled(client::fetchServerPublicKey);
    cancelled(() -> client.encryptPayload(Flow.asking("x")));
    cancelled(() -> send("x"));
    cancelled(
        () -> client.decryptResponse(Golden.bytes("responses/good/minimal.package.json"), null));
    cancelled(() -> client.generateKeys(directory.resolve("new"), null));
    cancelled(client::generateKeys);
    cancelled(this::loadGolden);
    assertFalse(Files.exists(directory.resolve("new")));
    assertEquals(0, router.connections());
  }

  @Test
  void closedChat_makesNoCall_waitingOrNot() {
    SecureChatCompletion chat = Flow.client(router).build();
    chat.close();
    cancelled(() -> chat.create(Flow.asking("x")));
    Throwable failure =
        assertThrows(CompletionException.class, chat.createAsync(Flow.asking("x"))::join);
    assertEquals(CallCancelledException.class, failure.getCause().getClass());
    assertEquals(0, router.connections());
  }

  private static void cancelled(Executable call) {
    assertThrows(CallCancelledException.class, call);
  }
}
