// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.wire.SegmentedBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScriptedTransportTest {

  private static final Timeouts PATIENT = Timeouts.DEFAULT;

  private static TransportRequest get(String uri) {
    return new TransportRequest(
        "GET", URI.create(uri), Map.of(), Optional.empty(), PATIENT, 1_000_000);
  }

  private static TransportRequest post(FakeRouter router, TestCall call, Timeouts timeouts, int max)
      throws Exception {
    SegmentedBytes body = new SegmentedBytes();
    body.add(call.body());
    return new TransportRequest(
        "POST",
        URI.create(router.baseUrl() + call.path),
        call.headers,
        Optional.<RequestBody>of(body),
        timeouts,
        max);
  }

  private static TransportRequest post(FakeRouter router) throws Exception {
    return post(router, new TestCall(router.publicKeyPem()), PATIENT, 1_000_000);
  }

  private static byte[] bytes(TransportResponse response) {
    byte[] bytes = new byte[response.body().remaining()];
    response.body().get(bytes);
    return bytes;
  }

  private static String text(TransportResponse response) {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  private static void assertFails(
      Kind kind, boolean maybeSent, ScriptedTransport transport, TransportRequest request) {
    TransportException failure =
        assertThrows(TransportException.class, () -> transport.send(request));
    assertEquals(kind, failure.kind());
    assertEquals(maybeSent, failure.maybeSent(), "maybe sent");
  }

  @Nested
  class Alone {

    @Test
    void scriptedExchanges_comeInOrderAndAreRecorded() throws Exception {
      try (ScriptedTransport transport = ScriptedTransport.create()) {
        transport
            .respond(503, "{}")
            .fail(Kind.TIMEOUT)
            .respond(TransportResponse.oversized(200, Map.of("A", "b")));
        TransportRequest first = get("https://a.test/1");
        TransportRequest second = get("https://a.test/2");

        assertEquals(503, transport.send(first).status());
        assertFails(Kind.TIMEOUT, true, transport, second);
        assertTrue(transport.send(second).oversized());
        assertEquals(List.of(first, second, second), transport.requests());
      }
    }

    @Test
    void failure_isBeforeSendingOnlyIfItIsOfConnecting() {
      Set<Kind> unsent = EnumSet.of(Kind.UNKNOWN_HOST, Kind.CONNECT, Kind.TLS, Kind.TLS_PIN);
      try (ScriptedTransport transport = ScriptedTransport.create()) {
        for (Kind kind : Kind.values()) {
          transport.fail(kind);
          assertFails(kind, !unsent.contains(kind), transport, get("https://a.test/1"));
        }
      }
    }

    @Test
    void failure_mayBeScriptedOtherwise() {
      try (ScriptedTransport transport = ScriptedTransport.create()) {
        transport.fail(Kind.TIMEOUT, false).fail(Kind.TLS, true);

        assertFails(Kind.TIMEOUT, false, transport, get("https://a.test/1"));
        assertFails(Kind.TLS, true, transport, get("https://a.test/1"));
      }
    }

    @Test
    void unscriptedExchange_isATestsMistake() {
      try (ScriptedTransport transport = ScriptedTransport.create()) {
        IllegalStateException refused =
            assertThrows(
                IllegalStateException.class, () -> transport.send(get("https://a.test/1")));
        assertEquals(
            "nothing is scripted for GET https://a.test/1 [] 0 bytes", refused.getMessage());
      }
    }

    @Test
    void closedTransport_sendsNothing() {
      ScriptedTransport transport = ScriptedTransport.create().respond(200, "");

      transport.close();

      assertTrue(transport.closed());
      assertFails(Kind.CANCELLED, false, transport, get("https://a.test/1"));
      assertEquals(List.of(), transport.requests());
    }
  }

  @Nested
  class ToRouter implements AutoCloseable {

    private final FakeRouter router = FakeRouter.inMemory();
    private final ScriptedTransport transport = ScriptedTransport.to(router);

    @Override
    @org.junit.jupiter.api.AfterEach
    public void close() {
      transport.close();
      router.close();
    }

    @Test
    void requests_areAnsweredAndDecryptedWithoutASocket() throws Exception {
      TransportResponse key = transport.send(get(router.baseUrl() + "/pki/public_key"));
      TransportResponse answer = transport.send(post(router));

      assertEquals(router.publicKeyPem(), text(key));
      assertEquals(Optional.of("application/json"), answer.header("content-type"));
      assertEquals(Optional.of("m"), TestCall.open(bytes(answer)).getString("model"));
      assertEquals(Optional.of("m"), router.lastRequest().json().getString("model"));
      assertEquals("https://router.invalid", router.baseUrl().toString());
      assertEquals(1, router.keyFetches());
      assertEquals(0, router.connections());
    }

    @Test
    void routerIsAsStrict() throws Exception {
      TestCall call = new TestCall(router.publicKeyPem()).header("X-Security-Tier", "x");

      assertEquals(400, transport.send(post(router, call, PATIENT, 1_000)).status());
      assertEquals(1, router.violations().size());
      assertEquals(404, transport.send(get(router.baseUrl() + "/pki/public_key?x")).status());
    }

    @Test
    void scriptedExchanges_comeBeforeTheRouter() throws Exception {
      transport.fail(Kind.CONNECT);

      assertFails(Kind.CONNECT, false, transport, post(router));
      assertEquals(200, transport.send(post(router)).status());
      assertEquals(2, transport.requests().size());
      assertEquals(1, router.chatCalls());
    }

    @Test
    void routersScripts_apply() throws Exception {
      router.next(Script.status(429).header("Retry-After", "2"));
      router.next(Script.truncatedTo(5));
      router.next(Script.closedBeforeStatus());
      router.next(Script.closedMidBody());
      router.next(Script.rawResponse(new byte[0]));
      router.next(Script.oversizedBody(1L << 40));

      assertEquals(Optional.of("2"), transport.send(post(router)).header("retry-after"));
      assertEquals("{\"ver", text(transport.send(post(router))));
      assertFails(Kind.CONNECTION_LOST, true, transport, post(router));
      assertFails(Kind.CONNECTION_LOST, true, transport, post(router));
      assertFails(Kind.PROTOCOL, true, transport, post(router));
      TransportResponse oversized = transport.send(post(router));
      assertTrue(oversized.oversized());
      assertEquals(200, oversized.status());
    }

    @Test
    void heldAnswer_comesWhenReleased() throws Exception {
      Hold hold = new Hold();
      router.next(Script.held(hold));
      CompletableFuture<TransportResponse> answer = sendAsync(post(router));

      hold.awaitArrival();
      assertEquals(false, answer.isDone());
      hold.release();

      assertEquals(200, answer.get().status());
    }

    @Test
    void heldAnswer_timesOut() throws Exception {
      router.next(Script.held(new Hold()));
      Timeouts brief = new Timeouts(Duration.ofMillis(20), Duration.ofMillis(20));

      assertFails(
          Kind.TIMEOUT,
          true,
          transport,
          post(router, new TestCall(router.publicKeyPem()), brief, 1_000_000));
    }

    @Test
    void heldAnswer_isCancelledByClosing() throws Exception {
      Hold hold = new Hold();
      router.next(Script.usual().heldMidBodyBy(hold));
      CompletableFuture<TransportResponse> answer = sendAsync(post(router));
      hold.awaitArrival();

      transport.close();

      assertCancelled(answer);
      hold.awaitDisconnect();
    }

    @Test
    void heldAnswer_isCancelledByInterrupting() throws Exception {
      Hold hold = new Hold();
      router.next(Script.held(hold));
      CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
      Thread sender = startSending(post(router), answer);
      hold.awaitArrival();

      sender.interrupt();

      assertCancelled(answer);
    }

    private static void assertCancelled(CompletableFuture<TransportResponse> answer) {
      ExecutionException failed = assertThrows(ExecutionException.class, answer::get);
      TransportException failure = (TransportException) failed.getCause();
      assertEquals(Kind.CANCELLED, failure.kind());
      assertTrue(failure.maybeSent(), "maybe sent");
    }

    @Test
    void interruptedThread_sendsNothing() throws Exception {
      TransportRequest request = post(router);
      Thread.currentThread().interrupt();

      assertFails(Kind.CANCELLED, false, transport, request);
      assertTrue(Thread.interrupted());
      assertEquals(List.of(), transport.requests());
    }

    @Test
    void bodyThatCannotBeWritten_isALostConnection() {
      RequestBody broken =
          new RequestBody() {
            @Override
            public int sizeBytes() {
              return 1;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
              throw new IOException("planted");
            }
          };
      URI uri = URI.create(router.baseUrl() + "/v1/chat/secure_completion");
      assertFails(
          Kind.CONNECTION_LOST,
          true,
          transport,
          new TransportRequest("POST", uri, Map.of(), Optional.of(broken), PATIENT, 1_000));
    }

    private CompletableFuture<TransportResponse> sendAsync(TransportRequest request) {
      CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
      startSending(request, answer);
      return answer;
    }

    private Thread startSending(
        TransportRequest request, CompletableFuture<TransportResponse> answer) {
      Thread sender =
          new Thread(
              () -> {
                try {
                  answer.complete(transport.send(request));
                } catch (TransportException failed) {
                  answer.completeExceptionally(failed);
                }
              });
      sender.setDaemon(true);
      sender.start();
      return sender;
    }
  }
}
