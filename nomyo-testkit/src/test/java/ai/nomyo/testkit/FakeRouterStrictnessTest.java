// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealingKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a router refuses beside flawed headers, packages and plaintexts. */
class FakeRouterStrictnessTest {

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  @Nested
  class PathsAndMethods {

    @Test
    void unknownPath_isNotFound(FakeRouter router) throws Exception {
      HttpResponse<String> response = new TestClient(router).get("/v1/chat/completions");

      assertEquals(404, response.statusCode());
      assertEquals("{\"detail\":\"Not Found\"}", response.body());
      assertEquals(List.of("Not Found"), router.violations());
    }

    @Test
    void doubledSlash_isNotFound(FakeRouter router) throws Exception {
      assertEquals(404, new TestClient(router).get("//pki/public_key").statusCode());
    }

    @Test
    void query_isNotFound(FakeRouter router) throws Exception {
      assertEquals(404, new TestClient(router).get("/pki/public_key?x=1").statusCode());
    }

    @Test
    void wrongMethods_areNotAllowed(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall put = client.call();
      put.method = "PUT";
      TestCall postedKey = client.call();
      postedKey.path = "/pki/public_key";

      assertEquals(405, client.send(put).statusCode());
      assertEquals(405, client.send(postedKey).statusCode());
      assertEquals(0, router.chatCalls());
      assertEquals(0, router.keyFetches());
    }

    @Test
    void apiKeyOnKeyFetch_isRefused(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall fetch = client.call().header("Authorization", "Bearer secret");
      fetch.method = "GET";
      fetch.path = "/pki/public_key";

      assertEquals(400, client.send(fetch).statusCode());
      assertEquals(
          List.of("Authorization is sent where the protocol wants none"), router.violations());
    }
  }

  @Nested
  class ApiKeys {

    @Test
    void rightKey_isAnswered(FakeRouter router) throws Exception {
      router.requireApiKey("secret");

      assertEquals(200, statusWith(router, "Bearer secret"));
    }

    @Test
    void anyKey_isAnsweredWhenNoneIsRequired(FakeRouter router) throws Exception {
      assertEquals(200, statusWith(router, "Bearer anything"));
    }

    @Test
    void wrongKey_isUnauthorizedAndNoViolation(FakeRouter router) throws Exception {
      router.requireApiKey("secret");

      assertEquals(401, statusWith(router, "Bearer guess"));
      assertEquals(List.of(), router.violations());
      assertEquals(1, router.chatCalls());
    }

    @Test
    void missingKey_isUnauthorized(FakeRouter router) throws Exception {
      router.requireApiKey("secret");
      TestClient client = new TestClient(router);

      HttpResponse<byte[]> response = client.send(client.call());

      assertEquals(401, response.statusCode());
      assertEquals(
          "{\"detail\":\"the API key is missing\"}",
          new String(response.body(), StandardCharsets.UTF_8));
    }

    private int statusWith(FakeRouter router, String authorization) throws Exception {
      TestClient client = new TestClient(router);
      return client.send(client.call().header("Authorization", authorization)).statusCode();
    }
  }

  @Nested
  class Freshness {

    @Test
    void repeatedNonce_isRefused(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall second = client.call();
      second.nonce = first.nonce;

      client.send(first);

      assertEquals(400, client.send(second).statusCode());
      assertEquals(List.of("the nonce was used before"), router.violations());
    }

    @Test
    void repeatedAesKey_isRefusedUnderAnotherNonce(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall second = client.call();
      second.aesKey = first.aesKey;

      client.send(first);

      assertEquals(400, client.send(second).statusCode());
      assertEquals(List.of("the AES key was used before"), router.violations());
    }

    @Test
    void repeatedAesKey_isRefusedEvenAfterAnError(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      router.next(Script.status(503));
      TestCall first = client.call();
      TestCall retry = client.call();
      retry.aesKey = first.aesKey;

      client.send(first);

      assertEquals(400, client.send(retry).statusCode());
    }

    @Test
    void payloadIdOfAnAnsweredCall_isRefused(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall first = client.call();
      TestCall second =
          client.call().header("X-Payload-ID", first.headers.getOrDefault("X-Payload-ID", ""));

      client.send(first);

      assertEquals(400, client.send(second).statusCode());
      assertEquals(List.of("X-Payload-ID was used before"), router.violations());
    }

    @Test
    void payloadIdOfAnAnsweredCall_mayComeAgain_whereAnswersMayBeLost() throws Exception {
      FakeRouter.Builder builder = FakeRouter.builder().answersMayBeLost();
      try (FakeRouter router = builder.start()) {
        TestClient client = new TestClient(router);
        TestCall first = client.call();
        TestCall retry =
            client.call().header("X-Payload-ID", first.headers.getOrDefault("X-Payload-ID", ""));

        client.send(first);

        assertEquals(200, client.send(retry).statusCode());
        assertEquals(400, client.send(retry).statusCode());
        assertEquals(List.of("the nonce was used before"), router.violations());
      }
    }

    @Test
    void payloadIdOfAFailedCall_mayComeAgain(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      router.next(Script.status(503));
      TestCall first = client.call();
      TestCall retry =
          client.call().header("X-Payload-ID", first.headers.getOrDefault("X-Payload-ID", ""));

      assertEquals(503, client.send(first).statusCode());
      assertEquals(200, client.send(retry).statusCode());
      assertEquals(List.of(), router.violations());
    }

    @Test
    void keyWithoutEncoding_leavesOnlyNoncesWatched() throws Exception {
      HybridCipher ofTokens = new CipherWithoutEncodings();
      OpeningKey token = ofTokens.keys().generate(2048);
      try (FakeRouter router = FakeRouter.builder(ofTokens).key(token).start()) {
        TestClient client = new TestClient(router);
        TestCall first = client.call();
        TestCall sameKey = client.call();
        sameKey.aesKey = first.aesKey;
        TestCall sameNonce = client.call();
        sameNonce.nonce = first.nonce;

        assertEquals(200, client.send(first).statusCode());
        assertEquals(200, client.send(sameKey).statusCode());
        assertEquals(400, client.send(sameNonce).statusCode());
      }
    }
  }

  @Nested
  class Rotation {

    @Test
    void packageForAFormerKey_isRefusedWithoutBlame(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      TestCall stale = client.call();
      router.rotateKey();

      HttpResponse<byte[]> response = client.send(stale);

      assertEquals(400, response.statusCode());
      assertEquals(
          "{\"detail\":\"the package is sealed for a key the router no longer uses\"}",
          new String(response.body(), StandardCharsets.UTF_8));
      assertEquals(List.of(), router.violations());
    }

    @Test
    void everyRotation_bringsAnotherStrongKeyThatWorks(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      String first = router.publicKeyPem();
      router.rotateKey();
      String second = router.publicKeyPem();
      TestCall forSecond = client.call();
      router.rotateKey();
      SealingKey third = TestCall.publicKey(router.publicKeyPem());

      assertEquals(4096, TestCall.publicKey(first).sizeBits());
      assertEquals(4096, TestCall.publicKey(second).sizeBits());
      assertEquals(2048, third.sizeBits());
      assertEquals(false, first.equals(second));
      assertEquals(400, client.send(forSecond).statusCode());
      assertEquals(200, client.send(client.call()).statusCode());
      assertEquals(List.of(), router.violations());
    }

    @Test
    void reset_bringsTheFirstKeyBack(FakeRouter router) {
      String first = router.publicKeyPem();
      router.rotateKey();

      router.reset();

      assertEquals(first, router.publicKeyPem());
    }
  }
}
