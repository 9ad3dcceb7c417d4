// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.SelfSignedCertificate;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies on the way to servers whose name, {@code router.invalid}, only a proxy understands. */
@Timeout(60)
final class ProxyTest {

  private static final SelfSignedCertificate CERTIFICATE =
      SelfSignedCertificate.forNames("dns:router.invalid");
  // "user:pä55", as base64 of its UTF-8.
  private static final String BASIC = "Proxy-Authorization: Basic dXNlcjpww6Q1NQ==";

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> headersSeen = new CopyOnWriteArrayList<>();
  private HttpServer plain;
  private HttpsServer secure;

  @BeforeEach
  void startServers() throws Exception {
    plain = started(HttpServer.create(Loopback.freePort(), 0));
    secure = HttpsServer.create(Loopback.freePort(), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATE.sslContext()));
    started(secure);
  }

  private <S extends HttpServer> S started(S server) {
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          headersSeen.add(exchange.getRequestHeaders().keySet().toString());
          Loopback.answering("fine").handle(exchange);
        });
    server.start();
    return server;
  }

  @AfterEach
  void stopServers() {
    plain.stop(0);
    secure.stop(0);
    threads.shutdownNow();
  }

  @Test
  void https_goesThroughATunnel_andIsStillTheServersTls() throws Exception {
    try (LoopbackProxy proxy = LoopbackProxy.http(secure.getAddress().getPort());
        HttpClientTransport transport = through(proxy).build()) {
      assertEquals(200, status(transport, "https://router.invalid/"));
      assertEquals(200, status(transport, "https://router.invalid/"));

      assertEquals(1, proxy.asked().size(), "one tunnel for both");
      assertTrue(proxy.asked().get(0).startsWith("CONNECT router.invalid:443 HTTP/1.1\r\n"));
    }
  }

  @Test
  void httpThroughATunnel_checksTheHostNameAllTheSame() throws Exception {
    try (LoopbackProxy proxy = LoopbackProxy.http(secure.getAddress().getPort());
        HttpClientTransport transport = through(proxy).build()) {
      assertUnsent(Kind.TLS, failure(transport, "https://another.invalid/"));
    }
  }

  @Test
  void http_isAskedOfTheProxyInAbsoluteForm() throws Exception {
    try (LoopbackProxy proxy = LoopbackProxy.http(plain.getAddress().getPort());
        HttpClientTransport transport = through(proxy).build()) {
      assertEquals(200, status(transport, "http://router.invalid:81/a?b"));

      String head = proxy.asked().get(0);
      assertTrue(head.startsWith("GET http://router.invalid:81/a?b HTTP/1.1\r\n"), head);
    }
  }

  @Test
  void credentials_areToldTheProxyAtOnceAndNeverTheServer() throws Exception {
    try (LoopbackProxy tunnel = LoopbackProxy.http(secure.getAddress().getPort());
        HttpClientTransport secret = withCredentials(through(tunnel)).build();
        LoopbackProxy forward = LoopbackProxy.http(plain.getAddress().getPort());
        HttpClientTransport open = withCredentials(through(forward)).build()) {
      assertEquals(200, status(secret, "https://router.invalid/"));
      assertEquals(200, status(open, "http://router.invalid/"));

      assertTrue(tunnel.asked().get(0).contains(BASIC), tunnel.asked()::toString);
      assertTrue(forward.asked().get(0).contains(BASIC), forward.asked()::toString);
      assertFalse(
          headersSeen.get(0).toLowerCase(Locale.ROOT).contains("auth"), headersSeen::toString);
    }
  }

  @Test
  void credentialsOfATransport_outliveItsSiblingsAndOthersGivenLater() throws Exception {
    try (LoopbackProxy proxy = LoopbackProxy.http(plain.getAddress().getPort())) {
      HttpClientTransport.Builder builder = withCredentials(through(proxy));
      HttpClientTransport first = builder.build();
      try (HttpClientTransport second = builder.build()) {
        first.close();
        builder.proxyCredentials("another", "password".toCharArray());
        assertEquals(200, status(second, "http://router.invalid/"));
        assertTrue(proxy.asked().get(0).contains(BASIC), proxy.asked()::toString);
      }
    }
  }

  @Test
  void hostsOfTheNoProxyList_areConnectedToDirectly() throws Exception {
    try (LoopbackProxy http = LoopbackProxy.http(plain.getAddress().getPort());
        LoopbackProxy socks = LoopbackProxy.socks(plain.getAddress().getPort())) {
      for (LoopbackProxy proxy : List.of(http, socks)) {
        try (HttpClientTransport transport =
            withCredentialsIfHttp(proxy).noProxyFor("other.invalid, 127.0.0.1").build()) {
          assertEquals(
              200, status(transport, "http://127.0.0.1:" + plain.getAddress().getPort() + "/"));
          assertEquals(List.of(), proxy.asked());
          assertEquals(200, status(transport, "http://router.invalid/"));
          assertEquals(1, proxy.asked().size());
        }
      }
      assertFalse(
          headersSeen.get(0).toLowerCase(Locale.ROOT).contains("auth"), headersSeen::toString);
    }
  }

  private HttpClientTransport.Builder withCredentialsIfHttp(LoopbackProxy proxy) {
    HttpClientTransport.Builder builder = HttpClientTransport.builder().proxy(proxy.uri());
    return proxy.uri().getScheme().equals("http") ? withCredentials(builder) : builder;
  }

  @Test
  void socksProxy_isAskedForTheNameAndKnowsNothingElse() throws Exception {
    try (LoopbackProxy proxy = LoopbackProxy.socks(secure.getAddress().getPort());
        HttpClientTransport transport = through(proxy).build()) {
      assertEquals(200, status(transport, "https://router.invalid/"));
      assertEquals(200, status(transport, "https://router.invalid/"));

      assertEquals(List.of("router.invalid:443"), proxy.asked());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 400, 401, 403, 407, 429, 500, 502, 503})
  void refusalToOpenATunnel_isNotTheServersAnswer(int status) throws Exception {
    String refusal =
        "HTTP/1.1 "
            + status
            + " No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 4\r\n\r\nlies";
    try (LoopbackServer proxy = LoopbackServer.answering(refusal);
        HttpClientTransport transport = withCredentials(through(proxy)).build()) {
      TransportException failure = failure(transport, "https://router.invalid/");

      assertUnsent(Kind.CONNECT, failure);
      assertTrue(failure.getMessage().contains("answered with " + status), failure::getMessage);
      assertTrue(
          failure.getMessage().contains("router.invalid:443 through the proxy 127.0.0.1:"),
          failure::getMessage);
      assertEquals(1, proxy.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200", "no HTTP at all\r\n\r\n"})
  void proxyThatBreaks_isAFailureToConnectAndNoneOfTls(String answer) throws Exception {
    LoopbackServer.Talk breaking =
        socket -> {
          LoopbackServer.head(socket.getInputStream());
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        };
    try (LoopbackServer proxy = new LoopbackServer(breaking);
        HttpClientTransport transport = through(proxy).build()) {
      assertUnsent(Kind.CONNECT, failure(transport, "https://router.invalid/"));
    }
  }

  @Test
  void proxyThatIsNotThere_isAFailureToConnect() throws Exception {
    LoopbackServer gone = LoopbackServer.answering("");
    gone.close();
    for (String scheme : List.of("http", "socks5")) {
      URI uri = URI.create(scheme + "://127.0.0.1:" + gone.port());
      try (HttpClientTransport transport = HttpClientTransport.builder().proxy(uri).build()) {
        assertUnsent(Kind.CONNECT, failure(transport, "https://router.invalid/"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void silentProxy_isHeldToTheConnectTimeout(String scheme) throws Exception {
    Timeouts shortConnect = new Timeouts(Duration.ofMillis(200), Duration.ofHours(1));
    try (LoopbackServer proxy =
            new LoopbackServer(socket -> socket.getInputStream().readAllBytes());
        HttpClientTransport transport =
            HttpClientTransport.builder()
                .proxy(URI.create(scheme + "://127.0.0.1:" + proxy.port()))
                .build()) {
      URI uri = URI.create("https://router.invalid/");
      TransportException failure =
          assertThrows(
              TransportException.class, () -> transport.send(Loopback.get(uri, shortConnect)));
      assertUnsent(Kind.TIMEOUT, failure);
      proxy.awaitEnded();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void interrupt_endsTheWaitForAProxy(String scheme) throws Exception {
    Thread caller = Thread.currentThread();
    LoopbackServer.Talk interrupting =
        socket -> {
          socket.getInputStream().read();
          caller.interrupt();
          socket.getInputStream().readAllBytes();
        };
    try (LoopbackServer proxy = new LoopbackServer(interrupting);
        HttpClientTransport transport =
            HttpClientTransport.builder()
                .proxy(URI.create(scheme + "://127.0.0.1:" + proxy.port()))
                .build()) {
      assertUnsent(Kind.CANCELLED, failure(transport, "https://router.invalid/"));
      assertTrue(Thread.interrupted());
      proxy.awaitEnded();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy:1",
        "socks4://proxy:1",
        "http://proxy",
        "proxy:1",
        "http:///",
        "//proxy:1",
        "http://proxy:1/path",
        "http://proxy:1?query",
        "http://proxy:0",
        "http://user:canary@p:1",
        "http://user:canary@under_score:1",
        "user:canary@proxy:1"
      })
  void otherProxies_areRefusedWithoutShowingTheirCredentials(String uri) {
    HttpClientTransport.Builder builder = HttpClientTransport.builder();
    String message =
        assertThrows(InvalidInputException.class, () -> builder.proxy(URI.create(uri)))
            .getMessage();

    assertTrue(message.contains("http://HOST:PORT or socks5://HOST:PORT"), message);
    assertFalse(message.contains("canary"), message);
  }

  @Test
  void credentialsWithoutAnHttpProxy_areRefused() {
    for (HttpClientTransport.Builder builder :
        List.of(
            HttpClientTransport.builder(),
            HttpClientTransport.builder().proxy(URI.create("socks5://127.0.0.1:1")))) {
      assertThrows(InvalidInputException.class, withCredentials(builder)::build);
    }
    assertThrows(
        InvalidInputException.class,
        () -> HttpClientTransport.builder().proxyCredentials("a:b", new char[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "'example.org', example.org, 443, true",
    "'example.org', sub.example.org, 443, true",
    "'.example.org', sub.example.org, 443, true",
    "'.example.org', example.org, 443, true",
    "'example.org', badexample.org, 443, false",
    "'sub.example.org', example.org, 443, false",
    "'EXAMPLE.org', Example.ORG, 443, true",
    "'a, example.org ,b', example.org, 443, true",
    "'example.org:443', example.org, 443, true",
    "'example.org:8443', example.org, 443, false",
    "'*', example.org, 443, true",
    "'10.0.0.1', 10.0.0.1, 80, true",
    "'10.0.0.0/8', 10.0.0.1, 80, false",
    "'', example.org, 443, false",
    "',,', example.org, 443, false"
  })
  void noProxyList_matches(String list, String host, int port, boolean direct) {
    assertEquals(direct, DirectHosts.in(list).include(host, port));
  }

  @Test
  void noProxyList_namesIpv6AddressesWithoutBrackets() {
    Optional<ProxyServer> proxy = Optional.of(ProxyServer.of(URI.create("http://[::2]:3128")));
    ProxyRoutes routes = new ProxyRoutes(proxy, DirectHosts.in("::1"), Optional.empty());

    assertEquals(Optional.empty(), routes.to(URI.create("https://[::1]/")));
    assertEquals(proxy, routes.to(URI.create("https://[::3]/")));
    assertEquals("::2", proxy.orElseThrow().host());
  }

  private HttpClientTransport.Builder through(LoopbackProxy proxy) throws Exception {
    return HttpClientTransport.builder().trustingOnly(ca()).proxy(proxy.uri());
  }

  private HttpClientTransport.Builder through(LoopbackServer proxy) throws Exception {
    return HttpClientTransport.builder()
        .trustingOnly(ca())
        .proxy(URI.create("http://127.0.0.1:" + proxy.port()));
  }

  private static HttpClientTransport.Builder withCredentials(HttpClientTransport.Builder builder) {
    return builder.proxyCredentials("user", "pä55".toCharArray());
  }

  private Path ca() throws Exception {
    return Files.writeString(directory.resolve("ca.pem"), CERTIFICATE.certificatePem());
  }

  private static int status(HttpClientTransport transport, String uri) throws TransportException {
    return transport.send(Loopback.get(URI.create(uri))).status();
  }

  private static void assertUnsent(Kind kind, TransportException failure) {
    assertEquals(kind, failure.kind(), failure::getMessage);
    assertFalse(failure.maybeSent(), failure::getMessage);
  }

  private static TransportException failure(HttpClientTransport transport, String uri) {
    return assertThrows(TransportException.class, () -> status(transport, uri));
  }
}
