// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.ApiKey;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.ServiceUnavailableException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.ReceivedRequest;
import ai.nomyo.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call takes with it: an API key asked for, extra headers, an id of the caller's. */
class CallOptionsFlowTest {

  private static final RetrySettings QUICK =
      RetrySettings.builder().firstDelay(Duration.ofMillis(1)).build();

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void protocolWasKept() {
    assertEquals(List.of(), router.violations());
  }

  private SecureChatCompletion client(Supplier<ApiKey> keys) {
    return Flow.client(router).retries(QUICK).apiKey(keys).build();
  }

  private SecureChatCompletion client() {
    return Flow.client(router).retries(QUICK).build();
  }

  private <T> T counted(T value) {
    asked.incrementAndGet();
    return value;
  }

  private static RequestOptions ids(Supplier<String> ids) {
    return RequestOptions.builder().payloadIds(ids).build();
  }

  private static RequestOptions tenant(String value) {
    return RequestOptions.builder().header("X-Tenant", value).build();
  }

  private static <T extends Throwable> T failure(
      Class<T> type, SecureChatCompletion client, RequestOptions options) {
    T failure = assertThrows(type, () -> client.create(Flow.asking(Canary.PROMPT), options));
    Canary.assertAbsent(failure);
    return failure;
  }

  private static Throwable backgroundFailure(SecureChatCompletion client, RequestOptions options) {
    return assertThrows(
            CompletionException.class, client.createAsync(Flow.asking("x"), options)::join)
        .getCause();
  }

  private static <T extends Throwable> T failure(Class<T> type, SecureChatCompletion client) {
    return failure(type, client, RequestOptions.none());
  }

  private void assertNothingWasSent() {
    assertEquals(0, router.connections());
  }

  private List<Optional<String>> received(String header) {
    return router.requests().stream().map(request -> request.header(header)).toList();
  }

  @Nested
  class ApiKeys {

    @Test
    void areAskedForOncePerCall_howeverOftenItIsAttempted() {
      try (SecureChatCompletion client =
          client(() -> ApiKey.of("key-" + asked.incrementAndGet()))) {
        router.next(Script.status(503)).next(Script.closedMidBody());
        client.create(Flow.asking("1"));
        client.create(Flow.asking("2"));
        client.createAsync(Flow.asking("3")).join();
        client.createErasable(Flow.asking("4")).close();
      }
      assertEquals(4, asked.get());
      assertEquals(6, router.chatCalls());
      String keys = received("Authorization").stream().map(Optional::get).toList().toString();
      assertEquals("[key-1, key-1, key-1, key-2, key-3, key-4]", keys.replace("Bearer ", ""));
    }

    @Test
    void areNotAskedForByFetchesOfTheRoutersKey_norByACallThatMeetsANewOne() {
      try (SecureCompletionClient client =
          Flow.client(router).apiKey(() -> counted(ApiKey.of("k"))).buildProtocolClient()) {
        client.fetchServerPublicKey();
        client.encryptPayload(Flow.asking("x"));
        assertEquals(0, asked.get());
        router.rotateKey();
        client.sendSecureRequest(Flow.asking("x"), Flow.freshId(), RequestOptions.none());
      }
      assertEquals(1, asked.get());
      assertEquals(2, router.keyFetches());
    }

    @Test
    void areNotAskedFor_whenTheCallHasItsOwn() {
      try (SecureChatCompletion client = client(() -> counted(ApiKey.of("of-the-client")))) {
        client.create(
            Flow.asking("x"), RequestOptions.builder().apiKey(ApiKey.of("of-the-call")).build());
      }
      assertEquals(0, asked.get());
      assertEquals(List.of(Optional.of("Bearer of-the-call")), received("Authorization"));
    }

    @Test
    void areNotAskedFor_byARequestThatIsRefused() {
      try (SecureChatCompletion client = client(() -> counted(ApiKey.of("k")))) {
        assertThrows(
            InvalidInputException.class,
            () -> client.create(Flow.asking("x".repeat(10 * 1024 * 1024))));
        failure(InvalidInputException.class, client, ids(() -> "a b"));
      }
      assertEquals(0, asked.get());
    }

    @Test
    void ofAFileThatIsReplaced_areTheNewOnes(@TempDir Path directory) throws IOException {
      Path file = Files.writeString(directory.resolve("key"), "first\n");
      try (SecureChatCompletion client = client(() -> ApiKey.fromFile(file))) {
        client.create(Flow.asking("x"));
        Files.writeString(file, "second\n");
        client.create(Flow.asking("x"));
        assertEquals(
            List.of(Optional.of("Bearer first"), Optional.of("Bearer second")),
            received("Authorization"));
        Files.delete(file);
        InvalidInputException refused = failure(InvalidInputException.class, client);
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
      }
      assertEquals(2, router.chatCalls());
    }

    @Test
    void thatAreNull_failTheCall_andNothingIsSent() {
      try (SecureChatCompletion client = client(() -> null)) {
        assertEquals(
            "API key: given null by its supplier, allowed is an API key",
            failure(InvalidInputException.class, client).getMessage());
        Throwable inBackground = backgroundFailure(client, RequestOptions.none());
        assertEquals(InvalidInputException.class, inBackground.getClass());
      }
      assertNothingWasSent();
    }

    @Test
    void failuresToGiveOne_passThroughUntouched_andNothingIsSent() {
      for (RuntimeException thrown :
          List.of(
              new IllegalStateException("the vault is sealed"),
              new ForbiddenException("no", null))) {
        Supplier<ApiKey> failing =
            () -> {
              throw thrown;
            };
        try (SecureChatCompletion client = client(failing)) {
          assertSame(thrown, failure(RuntimeException.class, client));
          assertSame(thrown, backgroundFailure(client, RequestOptions.none()));
        }
        assertEquals(0, thrown.getSuppressed().length);
      }
      assertNothingWasSent();
    }

    @Test
    void thatTakeTooLong_endTheCallAtItsDeadline() {
      try (SecureChatCompletion client =
          Flow.client(router)
              .deadline(Duration.ofMillis(300))
              .apiKey(() -> slowly(ApiKey.of("k")))
              .build()) {
        failure(DeadlineExceededException.class, client);
      }
      assertNothingWasSent();
    }

    private static ApiKey slowly(ApiKey key) {
      long enough = System.nanoTime() + Duration.ofMillis(301).toNanos();
      while (System.nanoTime() < enough) {
        Thread.onSpinWait();
      }
      return key;
    }

    @Test
    void thatAreBlocked_holdBackTheirOwnCallsOnly() {
      AtomicInteger key = new AtomicInteger(1);
      router.next(Script.status(429).times(2)).next(Script.status(503));
      try (SecureChatCompletion client =
          Flow.client(router).apiKey(() -> ApiKey.of("key-" + key.get())).build()) {
        failure(RateLimitException.class, client);
        failure(RateLimitException.class, client);
        failure(ServiceUnavailableException.class, client);
        failure(CoolDownException.class, client);
        key.set(2);
        client.create(Flow.asking("x"));
        key.set(1);
        failure(CoolDownException.class, client);
      }
      assertEquals(4, router.chatCalls());
    }
  }

  @Nested
  class Headers {

    @Test
    void goWithEachAttemptOfTheirCall_besideTheClientsOwn() {
      router.next(Script.status(503));
      try (SecureChatCompletion client = client(() -> ApiKey.of("k"))) {
        client.create(Flow.asking("1"), tenant("acme 1"));
        client.create(Flow.asking("2"));
      }
      assertEquals(
          List.of(Optional.of("acme 1"), Optional.of("acme 1"), Optional.empty()),
          received("X-Tenant"));
      ReceivedRequest first = router.requests().get(0);
      assertEquals(Optional.of("Bearer k"), first.header("Authorization"));
      assertTrue(first.header("User-Agent").orElseThrow().startsWith("nomyo-java/"));
      assertEquals(Optional.empty(), first.json().get("X-Tenant"));
    }

    @Test
    void thatProgramsUse_areSentAsTheyAre() {
      RequestOptions options =
          RequestOptions.builder()
              .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
              .header("Cookie", "route=a; b=c")
              .header("X-Empty", "")
              .build();
      try (SecureChatCompletion client = client()) {
        client.create(Flow.asking("x"), options);
        client.createErasable(Flow.asking("x"), options).close();
        client.createAsync(Flow.asking("x"), options).join();
      }
      for (ReceivedRequest request : router.requests()) {
        options
            .headers()
            .forEach((name, value) -> assertEquals(Optional.of(value), request.header(name)));
      }
      assertEquals(3, router.chatCalls());
    }

    @Test
    void mostAndLargestOnes_arrive() {
      RequestOptions.Builder options = RequestOptions.builder().header("X-L", "v".repeat(3800));
      for (int i = 10; i < 41; i++) {
        options.header("X-N-" + i, "~");
      }
      try (SecureChatCompletion client = client()) {
        client.create(Flow.asking("x"), options.build());
      }
      assertEquals(3800, router.lastRequest().header("X-L").orElseThrow().length());
      assertEquals(Optional.of("~"), router.lastRequest().header("X-N-40"));
    }

    @Test
    void thatAnErrorRepeats_areLeftOutOfIt() {
      router.next(
          Script.status(400)
              .detail("no tenant " + Canary.API_KEY + "\"x called " + Canary.API_KEY));
      try (SecureChatCompletion client = client()) {
        RequestOptions options =
            tenant(Canary.API_KEY).newBuilder().header("X-Other", Canary.API_KEY + "\"x").build();
        InvalidRequestException refused = failure(InvalidRequestException.class, client, options);
        assertEquals(
            "HTTP 400: no tenant [header X-Other] called [header X-Tenant]", refused.getMessage());
      }
    }

    @Test
    void shortValues_areLeftInAnError_whichMayHaveThemByChance() {
      router.next(Script.status(400).detail("1 of 12345 is wrong"));
      try (SecureChatCompletion client = client()) {
        NomyoException refused = failure(InvalidRequestException.class, client, tenant("12345"));
        assertEquals("HTTP 400: 1 of 12345 is wrong", refused.getMessage());
      }
    }
  }

  @Nested
  class PayloadIds {

    @Test
    void areAskedForOncePerCall_andNameItEverywhere() {
      String id = Flow.freshId();
      router.next(Script.status(503).times(2));
      try (SecureChatCompletion client = client()) {
        assertEquals(
            Optional.of(id),
            client.create(Flow.asking("x"), ids(() -> counted(id))).metadata().payloadId());
      }
      assertEquals(1, asked.get());
      assertEquals(3, router.requests().size());
      for (ReceivedRequest request : router.requests()) {
        assertEquals(id, request.payloadId());
      }
    }

    @Test
    void nameErasableAndBackgroundCallsToo() {
      String first = Flow.freshId();
      String second = Flow.freshId();
      try (SecureChatCompletion client = client()) {
        client.createErasable(Flow.asking("x"), ids(() -> first)).close();
        client.createAsync(Flow.asking("x"), ids(() -> second)).join();
      }
      assertEquals(
          List.of(first, second),
          router.requests().stream().map(ReceivedRequest::payloadId).toList());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b", "a\r\nX-Evil: 1", "ä", "a/b"})
    void thatNoHeaderCanCarry_failTheCall_andNothingIsSent(String id) {
      try (SecureChatCompletion client = client()) {
        String message = failure(InvalidInputException.class, client, ids(() -> id)).getMessage();
        assertTrue(
            message.startsWith(
                "payload id: given " + (id == null ? "null" : "a text of " + id.length())),
            message);
        assertEquals(
            InvalidInputException.class, backgroundFailure(client, ids(() -> id)).getClass());
      }
      assertNothingWasSent();
    }

    @Test
    void failuresToGiveOne_passThroughUntouched() {
      IllegalStateException thrown = new IllegalStateException("no more ids");
      RequestOptions failing =
          ids(
              () -> {
                throw thrown;
              });
      try (SecureChatCompletion client = client()) {
        assertSame(thrown, failure(RuntimeException.class, client, failing));
        assertSame(thrown, backgroundFailure(client, failing));
      }
      assertNothingWasSent();
    }

    @Test
    void giveWayToTheArgumentOfTheProtocolClient() {
      String id = Flow.freshId();
      try (SecureCompletionClient client = Flow.client(router).buildProtocolClient()) {
        client.sendSecureRequest(Flow.asking("x"), id, ids(() -> counted("other")));
      }
      assertEquals(id, router.lastRequest().payloadId());
      assertEquals(0, asked.get());
    }
  }
}
