// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.InvalidInputException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connection may bring, and how long it is kept. */
@Timeout(60)
final class ConnectionsTest {

  private static final String FINE = response("", "fine");

  @Test
  void connectionThatNobodyUses_isClosedAfterTheIdleTimeout() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(FINE);
        HttpClientTransport transport =
            HttpClientTransport.builder().idleTimeout(Duration.ofMillis(50)).build()) {
      assertEquals(200, status(transport, server));
      server.awaitEnded();

      assertEquals(200, status(transport, server));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void postAfterTheServerClosedTheIdleConnection_isNotLost() throws Exception {
    LoopbackServer.Talk once =
        socket -> {
          LoopbackServer.head(socket.getInputStream());
          socket.getOutputStream().write(bytes(FINE));
        };
    try (LoopbackServer server = new LoopbackServer(once);
        HttpClientTransport transport = HttpClientTransport.builder().build()) {
      for (int call = 1; call <= 20; call++) {
        assertEquals(200, transport.send(Loopback.post(uri(server))).status());
        server.awaitEnded();
        assertEquals(call, server.connections());
      }
    }
  }

  @Test
  void closedTransport_leavesNoThreadThatLooksForIdleConnections() throws Exception {
    Thread[] before = idleWatchers();
    HttpClientTransport transport = HttpClientTransport.builder().build();
    Thread watcher =
        Stream.of(idleWatchers())
            .filter(thread -> !Stream.of(before).toList().contains(thread))
            .findFirst()
            .orElseThrow();
    transport.close();
    watcher.join();
  }

  private static Thread[] idleWatchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("nomyo-idle"))
        .toArray(Thread[]::new);
  }

  @Test
  void headOfTheLargestSizeAllowed_isRead() throws Exception {
    // The Content-Length is one of the hundred.
    assertEquals(200, statusOf(response("X-Any: 1\r\n".repeat(99), "fine")));
    assertEquals(200, statusOf(response("X-Any: " + "1".repeat(16_384 - 9) + "\r\n", "fine")));
  }

  static Stream<String> tooLargeHeads() {
    return Stream.of(
        response("X-Any: 1\r\n".repeat(100), "fine"),
        response("X-Any: " + "1".repeat(16_384) + "\r\n", "fine"),
        "HTTP/1.1 200 " + "fine".repeat(10_000) + "\r\nContent-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("tooLargeHeads")
  void headThatIsLarger_isNotReadOn(String response) {
    TransportException failure = assertThrows(TransportException.class, () -> statusOf(response));

    assertEquals(Kind.PROTOCOL, failure.kind());
    assertTrue(failure.getMessage().contains("more or longer lines"), failure::getMessage);
  }

  @Test
  void headWithoutEnd_isNotReadOn() throws Exception {
    LoopbackServer.Talk endless =
        socket -> {
          LoopbackServer.head(socket.getInputStream());
          socket.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\n"));
          while (true) {
            socket.getOutputStream().write(bytes("X-Any: 1\r\n"));
          }
        };
    try (LoopbackServer server = new LoopbackServer(endless);
        HttpClientTransport transport = HttpClientTransport.builder().build()) {
      TransportException failure =
          assertThrows(TransportException.class, () -> status(transport, server));
      assertEquals(Kind.PROTOCOL, failure.kind());
      server.awaitEnded();
    }
  }

  // Three minutes by the library's default, less than an attempt may take.
  @Test
  void noReadHasATimeoutOfItsOwn() {
    Optional<ProxyServer> socks = Optional.of(ProxyServer.of(URI.create("socks5://127.0.0.1:1")));
    for (Optional<ProxyServer> proxy : List.of(Optional.<ProxyServer>empty(), socks)) {
      ProxyRoutes routes = new ProxyRoutes(proxy, DirectHosts.none(), Optional.empty());
      SocketConfig sockets = routes.sockets(new HttpHost("router.invalid"));
      assertEquals(0, sockets.getSoTimeout().toMilliseconds());
    }
  }

  @Test
  void impossibleSettings_areRefused() {
    HttpClientTransport.Builder builder = HttpClientTransport.builder();
    assertThrows(InvalidInputException.class, () -> builder.maxConnections(0));
    assertThrows(InvalidInputException.class, () -> builder.idleTimeout(Duration.ZERO));
  }

  private static int statusOf(String response) throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(response);
        HttpClientTransport transport = HttpClientTransport.builder().build()) {
      return status(transport, server);
    }
  }

  private static int status(HttpClientTransport transport, LoopbackServer server)
      throws TransportException {
    return transport.send(Loopback.get(uri(server))).status();
  }

  private static URI uri(LoopbackServer server) {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  private static String response(String headerLines, String body) {
    return "HTTP/1.1 200 OK\r\n"
        + headerLines
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
