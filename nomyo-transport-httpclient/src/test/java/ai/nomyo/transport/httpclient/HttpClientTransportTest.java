// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpClientTransportTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private URI uri;

  @BeforeEach
  void startServer() throws Exception {
    server = HttpServer.create(Loopback.freePort(), 0);
    server.setExecutor(threads);
    server.start();
    uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void userAgent_isTheLibraryAndItsVersion() throws Exception {
    AtomicReference<String> userAgent = new AtomicReference<>();
    server.createContext(
        "/",
        exchange -> {
          userAgent.set(exchange.getRequestHeaders().getFirst("User-Agent"));
          Loopback.answering("fine").handle(exchange);
        });
    try (HttpClientTransport transport = HttpClientTransport.builder().build()) {
      transport.send(Loopback.get(uri));
    }
    assertTrue(
        userAgent.get().matches("nomyo-java/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), userAgent.get());
  }

  private void answerWhen(CountDownLatch released, CountDownLatch asked) {
    server.createContext(
        "/",
        exchange -> {
          asked.countDown();
          awaitUninterrupted(released);
          Loopback.answering("fine").handle(exchange);
        });
  }

  @Test
  void waitingForAFreeConnection_isNotHeldToTheConnectTimeout() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch first = new CountDownLatch(1);
    answerWhen(release, first);
    Timeouts timeouts = new Timeouts(Duration.ofMillis(100), Duration.ofMinutes(5));
    try (HttpClientTransport transport = ofOneConnection()) {
      Future<TransportResponse> holder = threads.submit(() -> transport.send(Loopback.get(uri)));
      first.await();
      Future<TransportResponse> waiting =
          threads.submit(() -> transport.send(Loopback.get(uri, timeouts)));

      assertThrows(TimeoutException.class, () -> waiting.get(500, TimeUnit.MILLISECONDS));
      release.countDown();
      assertEquals(200, holder.get().status());
      assertEquals(200, waiting.get().status());
    }
  }

  @Test
  void waitingForAFreeConnection_endsAtTheAttemptTimeout() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch first = new CountDownLatch(1);
    answerWhen(release, first);
    try (HttpClientTransport transport = ofOneConnection()) {
      Future<TransportResponse> holder = threads.submit(() -> transport.send(Loopback.get(uri)));
      first.await();
      Timeouts shortly = new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(100));

      TransportException failure =
          assertThrows(TransportException.class, () -> transport.send(Loopback.get(uri, shortly)));
      assertEquals(Kind.TIMEOUT, failure.kind());
      assertFalse(failure.maybeSent());
      assertTrue(
          failure.getMessage().endsWith(": no free connection within 100 ms"), failure::getMessage);
      release.countDown();
      assertEquals(200, holder.get().status());
      assertEquals(200, transport.send(Loopback.get(uri)).status());
    }
  }

  private static HttpClientTransport ofOneConnection() {
    return HttpClientTransport.builder().maxConnections(1).build();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void failure_namesHostPortAndKind() throws Exception {
    server.stop(0);
    try (HttpClientTransport transport = HttpClientTransport.builder().build()) {
      TransportException failure =
          assertThrows(TransportException.class, () -> transport.send(Loopback.get(uri)));

      assertTrue(failure.getMessage().contains(uri.getAuthority()), failure::getMessage);
      assertTrue(failure.getMessage().contains("no connection could be made"), failure::getMessage);
      assertTrue(failure.getMessage().contains("ConnectException"), failure::getMessage);
    }
  }

  @Test
  void error_reachesTheCaller() {
    Error error = new LinkageError("planted");
    RequestBody failing =
        new RequestBody() {
          @Override
          public int sizeBytes() {
            return 1;
          }

          @Override
          public void writeTo(OutputStream out) {
            throw error;
          }
        };
    TransportRequest request =
        new TransportRequest("POST", uri, Map.of(), Optional.of(failing), Timeouts.DEFAULT, 1000);
    try (HttpClientTransport transport = HttpClientTransport.builder().build()) {
      assertSame(error, assertThrows(LinkageError.class, () -> transport.send(request)));
    }
  }

  // RFC 8446, section 4.2.1: extension 43, 5 bytes, a list of 4 bytes: 0x0304 (1.3), 0x0303 (1.2).
  @Test
  void handshake_offersTls13AndTls12AndNothingElse() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, Loopback.freePort().getAddress());
        HttpClientTransport transport = HttpClientTransport.builder().build()) {
      Future<byte[]> hello = threads.submit(() -> clientHello(listener));
      URI https = URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/");

      assertThrows(TransportException.class, () -> transport.send(Loopback.get(https)));
      String hex = HexFormat.of().formatHex(hello.get());
      assertTrue(hex.contains("002b00050403040303"), hex);
    }
  }

  private static byte[] clientHello(ServerSocket listener) throws Exception {
    try (Socket socket = listener.accept()) {
      InputStream in = socket.getInputStream();
      byte[] recordHeader = in.readNBytes(5);
      return in.readNBytes((recordHeader[3] & 0xff) << 8 | recordHeader[4] & 0xff);
    }
  }
}
