// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static ai.nomyo.testkit.UnderScript.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What scripts do to replies as a whole, and to keys. */
class FakeRouterScriptTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private final UnderScript under = new UnderScript(ROUTER::router);

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
      assertEquals("{\"detail\":\"scripted\"}", text(under.send(Script.status(500))));
      assertEquals("{\"detail\":\"down\"}", text(under.send(Script.status(503).detail("down"))));
      assertEquals(
          "{\"detail\":[{\"loc\":[\"body\"]}]}",
          text(under.send(Script.status(422).detail(List.of(Map.of("loc", List.of("body")))))));
      assertEquals(
          "{\"detail\":{\"code\":7}}",
          text(under.send(Script.status(400).detail(Map.of("code", 7)))));
    }

    @Test
    void htmlAndHeaders_areSent() throws Exception {
      HttpResponse<byte[]> response =
          under.send(Script.status(502).html("<h1>Bad gateway</h1>").header("Retry-After", "3"));

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

      assertEquals(503, under.send(Script.status(503)).statusCode());
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
      HttpResponse<byte[]> response = under.send(Script.emptyBody());

      assertEquals(200, response.statusCode());
      assertEquals(0, response.body().length);
    }

    @Test
    void unencrypted() throws Exception {
      assertTrue(text(under.send(Script.unencrypted())).contains("\"content\":\"in the clear\""));
    }

    @Test
    void truncated_isWholeForHttpAndNoJson() throws Exception {
      HttpResponse<byte[]> response = under.send(Script.truncatedTo(100));

      assertEquals(200, response.statusCode());
      assertEquals(100, response.body().length);
      assertTrue(text(response).startsWith("{\"version\":"));
    }

    @Test
    void oversized_isStreamed() throws Exception {
      assertEquals(3_000_001, under.send(Script.oversizedBody(3_000_001)).body().length);
    }

    @Test
    void hugeAnswer_opens() throws Exception {
      JsonObject answer = under.opened(Script.hugeAnswer(1_000_000));

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
      assertThrows(IOException.class, () -> under.send(Script.closedBeforeStatus()));

      assertEquals(1, router.requests().size());
    }

    @Test
    void closedMidBody_bringsLessThanAnnounced() {
      assertThrows(IOException.class, () -> under.send(Script.closedMidBody()));
    }

    @Test
    void rawResponse_isSentAsItIs() throws Exception {
      byte[] raw = TestCall.utf8("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok");

      HttpResponse<byte[]> response = under.send(Script.rawResponse(raw));

      assertEquals(299, response.statusCode());
      assertEquals("ok", text(response));
      assertThrows(
          IOException.class, () -> under.send(Script.rawResponse(TestCall.utf8("SSH-2.0-x\r\n"))));
    }

    @Test
    void lostConnections_leaveTheRouterRunning(FakeRouter router) throws Exception {
      assertThrows(IOException.class, () -> under.send(Script.closedMidBody()));

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
      try (FakeRouter router = FakeRouter.start().next(Script.held(hold))) {
        TestClient client = new TestClient(router);
        answer = client.sendAsync(client.call());
        hold.awaitArrival();
      }

      assertThrows(ExecutionException.class, answer::get);
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
      assertEquals(503, under.send(Script.status(500)).statusCode());
    }
  }

  @Test
  void rawResponse_isCopied() throws Exception {
    byte[] raw = TestCall.utf8("HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\nok");
    Script script = Script.rawResponse(raw);
    raw[raw.length - 1] = '!';

    assertArrayEquals(TestCall.utf8("ok"), under.send(script).body());
  }
}
