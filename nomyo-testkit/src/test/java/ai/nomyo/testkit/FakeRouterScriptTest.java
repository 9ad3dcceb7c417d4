package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.wire.MalformedJsonException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FakeRouterScriptTest {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(TestCall.CIPHER);

  private static HttpResponse<byte[]> sendUnder(Script script) throws Exception {
    TestClient client = new TestClient(ROUTER.router().next(script));
    return client.send(client.call());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static JsonObject sealedUnder(Script script) throws Exception {
    HttpResponse<byte[]> response = sendUnder(script);
    assertEquals(200, response.statusCode());
    return TestCall.JSON.read(text(response)).asObject().orElseThrow();
  }

  private static JsonObject openedUnder(Script script) throws Exception {
    return TestCall.open(sendUnder(script).body());
  }

  @Nested
  class Order {

    @Test
    void scriptsApplyInOrderAndAsOftenAsTold_thenNoMore(FakeRouter router) throws Exception {
      router.next(Script.status(503).times(2)).next(Script.status(429));
      TestClient client = new TestClient(router);

      for (int status : List.of(503, 503, 429, 200)) {
        assertEquals(status, client.send(client.call()).statusCode());
      }
      assertEquals(4, router.requests().size());
      assertEquals(4, router.chatCalls());
    }

    @Test
    void refusedRequest_usesNoScriptUp(FakeRouter router) throws Exception {
      router.next(Script.status(503));
      TestClient client = new TestClient(router);

      assertEquals(400, client.send(client.call().header("X-Security-Tier", "x")).statusCode());
      assertEquals(503, client.send(client.call()).statusCode());
    }

    @Test
    void reset_dropsScripts(FakeRouter router) throws Exception {
      router.next(Script.status(503)).nextKeyFetch(Script.status(503));
      TestClient client = new TestClient(router);

      router.reset();

      assertEquals(200, client.send(client.call()).statusCode());
      assertEquals(200, client.get("/pki/public_key").statusCode());
    }

    @Test
    void nonsense_isRefused(FakeRouter router) {
      assertThrows(IllegalArgumentException.class, () -> Script.status(100));
      assertThrows(IllegalArgumentException.class, () -> Script.status(600));
      assertThrows(IllegalArgumentException.class, () -> Script.status(500).times(0));
      assertThrows(IllegalArgumentException.class, () -> router.nextKeyFetch(Script.tamperedTag()));
    }
  }

  @Nested
  class Statuses {

    @Test
    void detailIsAnyJson() throws Exception {
      assertEquals("{\"detail\":\"scripted\"}", text(sendUnder(Script.status(500))));
      assertEquals("{\"detail\":\"down\"}", text(sendUnder(Script.status(503).detail("down"))));
      assertEquals(
          "{\"detail\":[{\"loc\":[\"body\"]}]}",
          text(sendUnder(Script.status(422).detail(List.of(Map.of("loc", List.of("body")))))));
      assertEquals(
          "{\"detail\":{\"code\":7}}",
          text(sendUnder(Script.status(400).detail(Map.of("code", 7)))));
    }

    @Test
    void htmlAndHeaders_areSent() throws Exception {
      HttpResponse<byte[]> response =
          sendUnder(Script.status(502).html("<h1>Bad gateway</h1>").header("Retry-After", "3"));

      assertEquals(502, response.statusCode());
      assertEquals("<h1>Bad gateway</h1>", text(response));
      assertEquals(Optional.of("3"), response.headers().firstValue("retry-after"));
      assertEquals(
          Optional.of("text/html; charset=utf-8"), response.headers().firstValue("Content-Type"));
    }

    @Test
    void answerOfTheTest_isNotAskedThen(FakeRouter router) throws Exception {
      router.answerWith(
          request -> {
            throw new AssertionError();
          });

      assertEquals(503, sendUnder(Script.status(503)).statusCode());
    }

    @Test
    void statusWithoutBody_leavesTheConnectionUsable(FakeRouter router) throws Exception {
      router.next(Script.status(204));
      TestClient client = new TestClient(router);

      assertEquals(204, client.send(client.call()).statusCode());
      assertEquals(200, client.send(client.call()).statusCode());
      assertEquals(1, router.connections());
    }
  }

  @Nested
  class Bodies {

    @Test
    void empty() throws Exception {
      HttpResponse<byte[]> response = sendUnder(Script.emptyBody());

      assertEquals(200, response.statusCode());
      assertEquals(0, response.body().length);
    }

    @Test
    void unencrypted() throws Exception {
      assertTrue(text(sendUnder(Script.unencrypted())).contains("\"content\":\"in the clear\""));
    }

    @Test
    void truncated_isWholeForHttpAndNoJson() throws Exception {
      HttpResponse<byte[]> response = sendUnder(Script.truncatedTo(100));

      assertEquals(200, response.statusCode());
      assertEquals(100, response.body().length);
      assertTrue(text(response).startsWith("{\"version\":"));
    }

    @Test
    void oversized_isStreamed() throws Exception {
      assertEquals(3_000_001, sendUnder(Script.oversizedBody(3_000_001)).body().length);
    }

    @Test
    void hugeAnswer_opens() throws Exception {
      JsonObject answer = openedUnder(Script.hugeAnswer(1_000_000));

      assertEquals(
          1_000_000,
          answer
              .getObjects("choices")
              .get(0)
              .getObject("message")
              .flatMap(message -> message.getString("content"))
              .orElseThrow()
              .length());
    }
  }

  @Nested
  class Connections {

    @Test
    void closedBeforeStatus_bringsNoResponse(FakeRouter router) throws Exception {
      IOException lost =
          assertThrows(IOException.class, () -> sendUnder(Script.closedBeforeStatus()));

      assertTrue(String.valueOf(lost.getMessage()).contains("no bytes"), lost::toString);
      assertEquals(1, router.requests().size());
    }

    @Test
    void closedMidBody_bringsLessThanAnnounced() {
      IOException lost = assertThrows(IOException.class, () -> sendUnder(Script.closedMidBody()));

      assertTrue(
          String.valueOf(lost.getMessage()).contains("fixed content-length"), lost::toString);
    }

    @Test
    void rawResponse_isSentAsItIs() throws Exception {
      byte[] raw = TestCall.utf8("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok");

      HttpResponse<byte[]> response = sendUnder(Script.rawResponse(raw));

      assertEquals(299, response.statusCode());
      assertEquals("ok", text(response));
      assertThrows(
          IOException.class, () -> sendUnder(Script.rawResponse(TestCall.utf8("SSH-2.0-x\r\n"))));
    }

    @Test
    void lostConnections_leaveTheRouterRunning(FakeRouter router) throws Exception {
      assertThrows(IOException.class, () -> sendUnder(Script.closedMidBody()));

      TestClient client = new TestClient(router);
      assertEquals(200, client.send(client.call()).statusCode());
    }
  }

  @Nested
  class Holding {

    @Test
    void heldAnswer_comesWhenReleased(FakeRouter router) throws Exception {
      Hold hold = new Hold();
      router.next(Script.held(hold));
      TestClient client = new TestClient(router);

      CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(client.call());
      hold.awaitArrival();
      assertFalse(answer.isDone());
      hold.release();

      assertEquals(200, answer.get().statusCode());
      assertEquals(200, client.send(client.call()).statusCode());
      assertEquals(1, router.connections());
    }

    @Test
    void heldBody_comesInTwoParts(FakeRouter router) throws Exception {
      Hold hold = new Hold();
      router.next(Script.status(500).detail("slow").heldMidBodyBy(hold));
      TestClient client = new TestClient(router);

      CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(client.call());
      hold.awaitArrival();
      assertFalse(answer.isDone());
      hold.release();

      assertEquals("{\"detail\":\"slow\"}", text(answer.get()));
    }

    @Test
    void heldCall_mayBeTriedAgainUnderItsId(FakeRouter router) throws Exception {
      Hold hold = new Hold();
      router.next(Script.held(hold));
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall retry =
          client.call().header("X-Payload-ID", first.headers.getOrDefault("X-Payload-ID", ""));

      CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(first);
      hold.awaitArrival();

      assertEquals(200, client.send(retry).statusCode());
      hold.release();
      assertEquals(200, answer.get().statusCode());
    }

    @Test
    void closingTheRouter_letsGoOfWhatIsHeld() throws Exception {
      Hold hold = new Hold();
      CompletableFuture<HttpResponse<byte[]>> answer;
      try (FakeRouter router = FakeRouter.start(TestCall.CIPHER).next(Script.held(hold))) {
        TestClient client = new TestClient(router);
        answer = client.sendAsync(client.call());
        hold.awaitArrival();
      }

      assertThrows(ExecutionException.class, answer::get);
    }
  }

  @Nested
  class Packages {

    static Stream<Arguments> forgeries() {
      return Stream.of(
          arguments("ciphertext", Script.tamperedCiphertext()),
          arguments("nonce", Script.tamperedNonce()),
          arguments("tag", Script.tamperedTag()),
          arguments("wrapped key", Script.tamperedWrappedKey()),
          arguments("recipient", Script.sealedForAnotherKey()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void forgedPart_doesNotOpenAndLooksWell(String part, Script script) throws Exception {
      HttpResponse<byte[]> response = sendUnder(script);

      assertEquals(200, response.statusCode());
      assertThrows(CipherException.class, () -> TestCall.open(response.body()));
      assertSizes(TestCall.JSON.read(text(response)).asObject().orElseThrow(), 12, 16, 256);
    }

    private void assertSizes(JsonObject sealed, int nonce, int tag, int wrappedKey) {
      JsonObject payload = sealed.getObject("encrypted_payload").orElseThrow();
      assertEquals(nonce, size(payload, "nonce"));
      assertEquals(tag, size(payload, "tag"));
      assertEquals(wrappedKey, size(sealed, "encrypted_aes_key"));
    }

    private int size(JsonObject object, String name) {
      return Base64.getDecoder().decode(object.getString(name).orElseThrow()).length;
    }

    @Test
    void sizes_areWhatTheScriptSays() throws Exception {
      assertSizes(sealedUnder(Script.nonceSize(16)), 16, 16, 256);
      assertSizes(sealedUnder(Script.tagSize(12)), 12, 12, 256);
      assertSizes(sealedUnder(Script.wrappedKeySize(255)), 12, 16, 255);
    }

    @Test
    void members_areSetAndLeftOut() throws Exception {
      assertEquals(
          Optional.of("rot13"),
          sealedUnder(Script.member("algorithm", "rot13")).getString("algorithm"));
      assertEquals(
          Optional.empty(),
          sealedUnder(Script.withoutMember("key_algorithm")).get("key_algorithm"));
      JsonObject payload =
          sealedUnder(Script.withoutMember("encrypted_payload.tag"))
              .getObject("encrypted_payload")
              .orElseThrow();
      assertEquals(Set.of("ciphertext", "nonce"), payload.members().keySet());
    }

    @Test
    void usualPackage_hasEveryMemberInOrder() throws Exception {
      assertEquals(
          List.of(
              "version",
              "algorithm",
              "encrypted_payload",
              "encrypted_aes_key",
              "key_algorithm",
              "payload_algorithm",
              "processed_at"),
          List.copyOf(sealedUnder(Script.usual()).members().keySet()));
    }

    @Test
    void duplicateMember_isTheOnlyFault() throws Exception {
      HttpResponse<byte[]> response = sendUnder(Script.duplicateMember());

      MalformedJsonException refused =
          assertThrows(
              MalformedJsonException.class,
              () -> TestCall.JSON.read(new ByteArrayInputStream(response.body())));
      assertTrue(refused.duplicateMember());
    }

    @Test
    void duplicateInnerMember_isSealed() throws Exception {
      String inner = TestCall.openText(sendUnder(Script.duplicateInnerMember()).body());

      assertTrue(inner.matches("\\{(\"id\":\"[^\"]+\"),\\1,.*"), inner);
    }

    @Test
    void unknownMembers_areEverywhereAndDoNoHarm() throws Exception {
      HttpResponse<byte[]> response = sendUnder(Script.unknownMembers());
      JsonObject outer = TestCall.JSON.read(text(response)).asObject().orElseThrow();
      JsonObject inner = TestCall.open(response.body());
      JsonObject choice = inner.getObjects("choices").get(0);

      for (JsonObject object :
          List.of(
              outer,
              outer.getObject("encrypted_payload").orElseThrow(),
              inner,
              choice,
              choice.getObject("message").orElseThrow(),
              inner.getObject("usage").orElseThrow(),
              inner.getObject("_metadata").orElseThrow())) {
        assertTrue(object.getObject("x_unknown").isPresent());
      }
    }
  }

  @Nested
  class Contents {

    @Test
    void innerPayloadId_isAnothersOrItsOwn(FakeRouter router) throws Exception {
      JsonObject other = openedUnder(Script.innerPayloadId("other"));
      JsonObject own = openedUnder(Script.innerPayloadIdAsSent());

      assertEquals(Optional.of("other"), payloadId(other));
      assertEquals(Optional.of(router.lastRequest().payloadId()), payloadId(own));
      assertTrue(own.getObject("_metadata").flatMap(all -> all.get("security_tier")).isPresent());
    }

    private Optional<String> payloadId(JsonObject answer) {
      return answer.getObject("_metadata").flatMap(metadata -> metadata.getString("payload_id"));
    }

    @Test
    void plaintext_isWhateverTheTestSays() throws Exception {
      assertEquals(
          "[\"no object\"]", TestCall.openText(sendUnder(Script.plaintextNoObject()).body()));
      assertEquals("ü", TestCall.openText(sendUnder(Script.plaintext("ü")).body()));
      String cut = TestCall.openText(sendUnder(Script.plaintextNotJson()).body());
      assertThrows(InvalidInputException.class, () -> TestCall.JSON.read(cut));
    }

    @Test
    void oneAnswer_isGivenOnce() throws Exception {
      assertEquals(JsonObject.empty(), openedUnder(Script.answer(request -> JsonObject.empty())));
      assertTrue(openedUnder(Script.usual()).get("choices").isPresent());
    }
  }

  @Nested
  class Keys {

    private HttpResponse<String> fetchUnder(Script script) throws Exception {
      return new TestClient(ROUTER.router().nextKeyFetch(script)).get("/pki/public_key");
    }

    @Test
    void key_isServedAndCounted(FakeRouter router) throws Exception {
      HttpResponse<String> response = new TestClient(router).get("/pki/public_key");

      assertEquals(200, response.statusCode());
      assertEquals(router.publicKeyPem(), response.body());
      assertEquals(1, router.keyFetches());
      assertEquals(0, router.chatCalls());
    }

    @Test
    void unusableKeys_areServedOnce(FakeRouter router) throws Exception {
      assertEquals(1024, TestCall.publicKey(fetchUnder(Script.weakKey()).body()).sizeBits());
      assertEquals(UnusableKeys.EC_P256, fetchUnder(Script.ecKey()).body());
      assertEquals(UnusableKeys.GARBAGE, fetchUnder(Script.garbageKey()).body());
      assertEquals(router.publicKeyPem(), new TestClient(router).get("/pki/public_key").body());
      assertEquals(4, router.keyFetches());
    }

    @Test
    void ecKey_isOne() throws GeneralSecurityException {
      String base64 = UnusableKeys.EC_P256.replaceAll("-----.*?-----|\n", "");

      assertEquals(
          "EC",
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)))
              .getAlgorithm());
    }

    @Test
    void statusesBodiesAndCuts_workHereToo() throws Exception {
      assertEquals(503, fetchUnder(Script.status(503)).statusCode());
      assertEquals("<p>", fetchUnder(Script.status(200).html("<p>")).body());
      assertEquals("-----BEGIN", fetchUnder(Script.truncatedTo(10)).body());
      assertThrows(IOException.class, () -> fetchUnder(Script.closedMidBody()));
      // The JDK's client sends a GET again when its connection closes without a byte.
      assertThrows(IOException.class, () -> fetchUnder(Script.closedBeforeStatus().times(20)));
    }

    @Test
    void chatScripts_areNotUsedUpByFetches(FakeRouter router) throws Exception {
      router.next(Script.status(503));

      assertEquals(200, new TestClient(router).get("/pki/public_key").statusCode());
      assertEquals(503, sendUnder(Script.status(500)).statusCode());
    }
  }

  @Test
  void rawResponse_isCopied() throws Exception {
    byte[] raw = TestCall.utf8("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok");
    Script script = Script.rawResponse(raw);
    raw[raw.length - 1] = '!';

    assertArrayEquals(TestCall.utf8("ok"), sendUnder(script).body());
  }
}
