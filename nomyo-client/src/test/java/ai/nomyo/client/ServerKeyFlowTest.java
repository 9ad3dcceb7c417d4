// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.ReceivedRequest;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.ScriptedTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that keeps the router's key, and a router that replaces it. */
class ServerKeyFlowTest {

  private static final int CALLS = 64;
  private static final String SERVER_PIN =
      "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5";
  private static final String OTHER_PIN = "0".repeat(64);

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final SecureChatCompletion client = Flow.client(router).build();

  @AfterEach
  void close() {
    client.close();
    assertEquals(List.of(), router.violations());
  }

  private void assertAnswered(String prompt) {
    assertEquals(Optional.of("echo: " + prompt), client.create(Flow.asking(prompt)).firstText());
  }

  private void assertCounts(int keyFetches, int chatCalls) {
    assertEquals(keyFetches, router.keyFetches());
    assertEquals(chatCalls, router.chatCalls());
  }

  private List<CompletableFuture<ChatResponse>> startCalls() {
    List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(client.createAsync(Flow.asking("x")));
    }
    return calls;
  }

  @Test
  void callsThatStartTogether_fetchTheKeyOnce() throws Exception {
    Hold hold = new Hold();
    router.nextKeyFetch(Script.held(hold));
    List<CompletableFuture<ChatResponse>> calls = startCalls();
    hold.awaitArrival();
    hold.release();
    calls.forEach(CompletableFuture::join);
    assertCounts(1, CALLS);
  }

  @Test
  void callRefusedOnAKeptKey_isSealedForTheNewOne() {
    assertAnswered("before");
    router.rotateKey();
    assertAnswered("after");
    assertCounts(2, 3);
    assertAnswered("later");
    assertCounts(2, 4);
  }

  @Test
  void secondPackage_hasNothingOfTheFirst() throws IOException {
    ScriptedTransport transport = ScriptedTransport.to(router);
    try (SecureChatCompletion other = Flow.client(router).transport(transport).build()) {
      other.create(Flow.asking("x"));
      router.rotateKey();
      other.create(Flow.asking("x"));
    }
    List<TransportRequest> posts =
        transport.requests().stream().filter(sent -> sent.method().equals("POST")).toList();
    assertEquals(3, posts.size());
    JsonObject refused = sealed(posts.get(1));
    JsonObject again = sealed(posts.get(2));
    for (String part : List.of("nonce", "ciphertext", "tag")) {
      assertNotEquals(
          refused.getObject("encrypted_payload").orElseThrow().getString(part),
          again.getObject("encrypted_payload").orElseThrow().getString(part));
    }
    assertEquals(
        posts.get(1).headers().get("X-Payload-ID"), posts.get(2).headers().get("X-Payload-ID"));
  }

  private static JsonObject sealed(TransportRequest post) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    post.body().orElseThrow().writeTo(bytes);
    return Nomyo.json().read(bytes.toString(StandardCharsets.UTF_8)).asObject().orElseThrow();
  }

  @Test
  void rotationWhileManyCallsGoOn_losesNone() {
    assertAnswered("first");
    List<CompletableFuture<ChatResponse>> calls = startCalls();
    router.rotateKey();
    calls.addAll(startCalls());
    calls.forEach(call -> assertEquals(Optional.of("echo: x"), call.join().firstText()));
    assertEquals(2 * CALLS + 1, router.requests().size());
    assertEquals(
        2 * CALLS + 1,
        router.requests().stream().map(ReceivedRequest::payloadId).distinct().count());
  }

  @Test
  void badRequestOnAKeptKey_isTheCallers_whenTheKeyIsTheSame() {
    assertAnswered("x");
    router.next(Script.status(400).detail("no such model"));
    assertRefused("no such model");
    assertCounts(2, 2);
  }

  @Test
  void badRequestOnAFreshKey_isTheCallersAtOnce() {
    router.next(Script.status(400).detail("no such model"));
    assertRefused("no such model");
    assertCounts(1, 1);
  }

  @Test
  void badRequestOnTheNewKey_isTheCallers() {
    assertAnswered("x");
    router.rotateKey();
    router.next(Script.status(400).detail("no such model"));
    router.next(Script.status(400).detail("no such model"));
    assertRefused("no such model");
    assertCounts(2, 3);
  }

  private void assertRefused(String reason) {
    InvalidRequestException failure =
        assertThrows(InvalidRequestException.class, () -> client.create(Flow.asking("x")));
    assertEquals(Optional.of(reason), failure.detail());
  }

  @Test
  void pinnedRouter_answers_whateverTheBackend() {
    for (String backend : List.of("jdk", "accp", "conscrypt", "bc")) {
      try (SecureChatCompletion pinned =
          Flow.client(router).backend(backend).serverKeyPin(SERVER_PIN).build()) {
        assertEquals(Optional.of("echo: x"), pinned.create(Flow.asking("x")).firstText());
      }
    }
  }

  @Test
  void routerWithAnotherKey_getsNothing() {
    try (SecureChatCompletion pinned = Flow.client(router).serverKeyPin(OTHER_PIN).build()) {
      SecurityViolationException refused =
          assertThrows(SecurityViolationException.class, () -> pinned.create(Flow.asking("x")));
      assertTrue(refused.getMessage().contains(OTHER_PIN), refused.getMessage());
      assertTrue(refused.getMessage().contains(SERVER_PIN), refused.getMessage());
    }
    assertCounts(1, 0);
  }

  @Test
  void routerThatTakesAnotherKeyLater_getsNothingMore_unlessThatWasPinnedToo() throws Exception {
    try (SecureChatCompletion pinned = Flow.client(router).serverKeyPin(SERVER_PIN).build()) {
      pinned.create(Flow.asking("x"));
      router.rotateKey();
      assertThrows(SecurityViolationException.class, () -> pinned.create(Flow.asking("x")));
      assertCounts(2, 2);
    }
    String next = Flow.fingerprint(router);
    router.reset();
    try (SecureChatCompletion pinned =
        Flow.client(router).serverKeyPin(SERVER_PIN).serverKeyPin(next).build()) {
      pinned.create(Flow.asking("x"));
      router.rotateKey();
      assertEquals(Optional.of("echo: x"), pinned.create(Flow.asking("x")).firstText());
    }
  }

  @Test
  void lifetimeOfZero_fetchesTheKeyForEveryCall() {
    try (SecureChatCompletion keepingNone =
        Flow.client(router).serverKeyLifetime(Duration.ZERO).build()) {
      keepingNone.create(Flow.asking("x"));
      router.rotateKey();
      keepingNone.create(Flow.asking("x"));
    }
    assertCounts(2, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT720H0.001S"})
  void lifetimeOutOfRange_isRefused(String lifetime) {
    ClientBuilder builder = Flow.client(router);
    Duration given = Duration.parse(lifetime);
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> builder.serverKeyLifetime(given));
    assertEquals(
        "server key lifetime: given " + lifetime + ", allowed is 0 (for one call only) to 30 days",
        refused.getMessage());
  }
}
