// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SecretMemory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RouterServerTest {

  private static final String KEY = "GET /pki/public_key HTTP/1.1\r\nHost: x\r\n\r\n";

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private static RawConnection connect(FakeRouter router) throws IOException {
    return new RawConnection(router.baseUrl());
  }

  private static String head(TestCall call, String more) {
    StringBuilder head = new StringBuilder("POST " + call.path + " HTTP/1.1\r\nHost: x\r\n" + more);
    call.headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("\r\n").toString();
  }

  @Nested
  class Connections {

    @Test
    void oneConnection_servesManyRequests(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      for (int i = 0; i < 5; i++) {
        assertEquals(200, client.send(client.call()).statusCode());
      }
      client.get("/pki/public_key");

      assertEquals(1, router.connections());
      assertEquals(5, router.chatCalls());
      assertEquals(1, router.keyFetches());
    }

    @Test
    void everyConnection_isCountedWhateverComesOverIt(FakeRouter router) throws Exception {
      try (RawConnection silent = connect(router);
          RawConnection other = connect(router)) {
        other.write(KEY).response();
        assertEquals(2, router.connections());
        silent.write(KEY).response();
        assertEquals(2, router.connections());
      }
    }

    @Test
    void connectionClose_isHeeded(FakeRouter router) throws Exception {
      try (RawConnection connection = connect(router)) {
        connection.write(KEY.replace("Host: x", "Host: x\r\nConnection: foo, Close"));

        assertTrue(connection.response().contains("Connection: close\n"));
        assertEquals("", connection.rest());
      }
    }

    @Test
    void manyClientsAtOnce_getTheirOwnAnswers(FakeRouter router) throws Exception {
      TestClient client = new TestClient(router);
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        answers.add(
            client.sendAsync(
                client
                    .call()
                    .asking(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\""
                            + i
                            + "\"}]}")));
      }
      for (int i = 0; i < 32; i++) {
        String answer = TestCall.openText(answers.get(i).get().body());
        assertTrue(answer.contains("\"echo: " + i + "\""), answer);
      }
      assertEquals(32, router.requests().size());
      assertEquals(List.of(), router.violations());
    }

    @Test
    void clientThatLeavesWhileHeld_isNoticed(FakeRouter router) throws Exception {
      Hold hold = new Hold();
      router.nextKeyFetch(Script.held(hold));
      try (RawConnection connection = connect(router)) {
        connection.write(KEY);
        hold.awaitArrival();
      }

      hold.awaitDisconnect();
    }

    @Test
    void halfOfAHeldBody_comesBeforeTheRelease(FakeRouter router) throws Exception {
      Hold hold = new Hold();
      router.nextKeyFetch(Script.status(500).body("text/plain", "0123456789").heldMidBodyBy(hold));
      try (RawConnection connection = connect(router)) {
        String head = "HTTP/1.1 500 \r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n";
        connection.write(KEY);

        assertEquals(head + "01234", connection.read(head.length() + 5));
        hold.release();
        assertEquals("56789", connection.read(5));
      }
    }

    @Test
    void cuts_areSeenOnTheWire(FakeRouter router) throws Exception {
      router.nextKeyFetch(Script.closedBeforeStatus());
      router.nextKeyFetch(Script.status(500).body("text/plain", "0123456789"));
      router.nextKeyFetch(Script.closedMidBody().body("text/plain", "0123456789"));
      try (RawConnection connection = connect(router)) {
        assertEquals("", connection.write(KEY).rest());
      }
      try (RawConnection connection = connect(router)) {
        connection.write(KEY);
        assertEquals(
            "HTTP/1.1 500 \nContent-Type: text/plain\nContent-Length: 10\n\n0123456789",
            connection.response());
        String cut = connection.write(KEY).rest();
        assertTrue(cut.endsWith("Content-Length: 10\r\n\r\n01234"), cut);
      }
    }
  }

  @Nested
  class Http {

    @Test
    void chunkedBody_isUnderstood(FakeRouter router) throws Exception {
      TestCall call = new TestCall(router.publicKeyPem());
      byte[] body = call.body();
      try (RawConnection connection = connect(router)) {
        connection.write(head(call, "Transfer-Encoding: chunked\r\n"));
        connection.write("A;x=y\r\n").write(Arrays.copyOf(body, 10)).write("\r\n");
        connection.write(Integer.toHexString(body.length - 10) + "\r\n");
        connection.write(Arrays.copyOfRange(body, 10, body.length)).write("\r\n0\r\n\r\n");

        assertTrue(connection.response().startsWith("HTTP/1.1 200 \n"));
        assertTrue(connection.write(KEY).response().startsWith("HTTP/1.1 200 \n"));
      }
    }

    @Test
    void expectation_isMetBeforeTheBody(FakeRouter router) throws Exception {
      TestCall call = new TestCall(router.publicKeyPem());
      byte[] body = call.body();
      try (RawConnection connection = connect(router)) {
        connection.write(
            head(call, "Expect: 100-continue\r\nContent-Length: " + body.length + "\r\n"));

        assertEquals("HTTP/1.1 100 Continue\n\n", connection.response());
        assertTrue(connection.write(body).response().startsWith("HTTP/1.1 200 \n"));
      }
    }

    @Test
    void head_getsNoBody(FakeRouter router) throws Exception {
      try (RawConnection connection = connect(router)) {
        connection.write("HEAD /pki/public_key HTTP/1.1\r\nConnection: close\r\n\r\n");

        String response = connection.rest();
        assertTrue(response.startsWith("HTTP/1.1 405 "), response);
        assertTrue(response.endsWith("\r\n\r\n"), response);
      }
    }

    @Test
    void whatIsNoHttp_isRefusedAndRecorded(FakeRouter router) throws Exception {
      for (String request :
          List.of(
              "hello\r\n\r\n",
              "GET /pki/public_key HTTP/2\r\n\r\n",
              "GET /pki/public_key HTTP/1.1\r\nno colon\r\n\r\n",
              "GET /pki/public_key HTTP/1.1\r\n folded: x\r\n\r\n",
              "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
              "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx",
              "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
              "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
              "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
        try (RawConnection connection = connect(router)) {
          String response = connection.write(request).rest();
          assertTrue(response.startsWith("HTTP/1.1 400 "), request + response);
        }
      }
      assertEquals(9, router.violations().size());
    }

    @Test
    void tooMuch_isRefused(FakeRouter router) throws Exception {
      try (RawConnection connection = connect(router)) {
        connection.write("GET / HTTP/1.1\r\nX: " + "x".repeat(16_000_000));
        assertTrue(connection.response().startsWith("HTTP/1.1 431 "));
      }
      try (RawConnection connection = connect(router)) {
        connection.write("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n");
        assertTrue(connection.response().startsWith("HTTP/1.1 413 "));
      }
    }

    @Test
    void unknownCoding_isRefused(FakeRouter router) throws Exception {
      try (RawConnection connection = connect(router)) {
        connection.write("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n");
        assertTrue(connection.response().startsWith("HTTP/1.1 501 "));
      }
    }

    @Test
    void cutRequest_isNoRequest(FakeRouter router) throws Exception {
      for (String request :
          List.of(
              "GET /pki",
              "GET /pki/public_key HTTP/1.1\r\n",
              "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc")) {
        HttpRequestReader reader =
            new HttpRequestReader(
                new ByteArrayInputStream(request.getBytes(StandardCharsets.US_ASCII)),
                new ByteArrayOutputStream(),
                100);
        assertThrows(IOException.class, reader::next);
      }
    }

    @Test
    void chunks_areLimitedTogether() {
      String request =
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "5\r\n12345\r\n6\r\n123456\r\n0\r\n\r\n";
      HttpRequestReader reader =
          new HttpRequestReader(
              new ByteArrayInputStream(TestCall.utf8(request)), new ByteArrayOutputStream(), 10);

      assertEquals(413, assertThrows(Refusal.class, reader::next).status());
    }
  }

  @Nested
  class Tls {

    @Test
    void clientThatTrustsTheCertificate_isServed() throws Exception {
      FakeRouter.Builder builder = FakeRouter.builder().https();
      try (FakeRouter router = builder.start()) {
        TestClient client =
            new TestClient(router, HttpClient.newBuilder().sslContext(trusting(router)));

        assertEquals("https", router.baseUrl().getScheme());
        assertEquals(200, client.send(client.call()).statusCode());
        assertEquals(200, client.send(client.call()).statusCode());
        assertEquals(1, router.connections());
        assertThrows(SSLException.class, () -> new TestClient(router).get("/pki/public_key"));
        assertEquals(2, router.connections());
        assertEquals(0, router.keyFetches());

        Hold hold = new Hold();
        router.next(Script.held(hold));
        var held = client.sendAsync(client.call());
        hold.awaitArrival();
        hold.release();
        assertEquals(200, held.get().statusCode());
        router.next(Script.closedMidBody());
        assertThrows(IOException.class, () -> client.send(client.call()));
      }
    }

    private static SSLContext trusting(FakeRouter router) throws Exception {
      String pem = router.certificate().orElseThrow().certificatePem();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "router",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(TestCall.utf8(pem))));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    }
  }

  @Nested
  class Lifecycle {

    @Test
    void closedRouter_leavesNothingBehind() throws Exception {
      Set<Thread> before = routerThreads();
      FakeRouter router = FakeRouter.start();
      try (RawConnection connection = connect(router)) {
        connection.write(KEY).response();
        Set<Thread> during = routerThreads();
        during.removeAll(before);
        assertEquals(2, during.size());
        assertTrue(during.stream().allMatch(Thread::isDaemon));

        router.close();
        router.close();

        assertEquals("", connection.rest());
        assertThrows(ConnectException.class, () -> connect(router).close());
        for (Thread thread : during) {
          thread.join(30_000);
          assertEquals(false, thread.isAlive());
        }
      }
    }

    private static Set<Thread> routerThreads() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("fake-router"))
          .collect(Collectors.toSet());
    }

    @Test
    void port_isTheOneAskedFor() {
      FakeRouter first = FakeRouter.start();
      int port = first.baseUrl().getPort();
      FakeRouter.Builder same = FakeRouter.builder().port(port);
      try (first) {
        assertThrows(UncheckedIOException.class, same::start);
      }

      try (FakeRouter second = same.start()) {
        assertEquals(port, second.baseUrl().getPort());
      }
    }

    @Test
    void twoRouters_shareNothing() throws Exception {
      try (FakeRouter one = FakeRouter.builder().freshKey(2048).start();
          FakeRouter other = FakeRouter.start()) {
        one.next(Script.status(503));
        TestClient client = new TestClient(other);

        assertEquals(200, client.send(client.call()).statusCode());
        assertEquals(0, one.chatCalls());
        assertEquals(false, one.publicKeyPem().equals(other.publicKeyPem()));
      }
    }

    @Test
    void keys_comeFromWhereTheBuilderSays() throws Exception {
      String pem = TestCall.resource("/ai/nomyo/testkit/keys/rotated_private_key.pem");
      OpeningKey lent = TestCall.CIPHER.keys().generate(2048);
      try (FakeRouter read = FakeRouter.builder().keyPem(pem).start();
          FakeRouter shipped = FakeRouter.start();
          FakeRouter lend = FakeRouter.builder().key(lent).start()) {
        shipped.rotateKey();
        assertEquals(shipped.publicKeyPem(), read.publicKeyPem());
        assertEquals(Pem.ofPublic(lent.spki()), lend.publicKeyPem());
        TestClient client = new TestClient(lend);
        assertEquals(200, client.send(client.call()).statusCode());
      }
      assertDoesNotThrow(() -> TestCall.CIPHER.keys().writePrivate(lent, SecretMemory.onHeap()));
      assertThrows(
          IllegalArgumentException.class, () -> FakeRouter.builder().keyPem("no key").start());
    }
  }
}
