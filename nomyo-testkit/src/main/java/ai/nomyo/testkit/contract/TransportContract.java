package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Transport} does, shown against servers that the contract starts on free ports
 * of 127.0.0.1.
 *
 * <p>Beyond the port's own words it settles what kind a broken response is: a head that is not HTTP
 * is {@code PROTOCOL}; a connection that ends or breaks anywhere before a response is whole, and a
 * body whose framing breaks, is {@code CONNECTION_LOST}. The attempt timeout bounds the whole
 * exchange and the connect timeout the whole connecting, not each read. A thread that is
 * interrupted already sends nothing.
 *
 * <p>Subclasses say how to make the transport. They may be run with any JUnit 5 engine; the host
 * {@code nobody.invalid} must not resolve (RFC 2606).
 */
@Timeout(60)
public abstract class TransportContract {

  private static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(40));
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(300));
  private static final Timeouts SHORT_CONNECT =
      new Timeouts(Duration.ofMillis(300), Duration.ofHours(1));
  private static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
  private static final String CANARY = "canary-4f1d";

  private Transport transport;

  /** For subclasses. */
  protected TransportContract() {}

  /** A fresh transport that trusts what the JVM trusts; the contract closes it. */
  protected abstract Transport newTransport();

  /**
   * A fresh transport that trusts other authorities; the contract closes it.
   *
   * @param caPem a file of X.509 certificates in PEM
   */
  protected abstract Transport newTransportTrusting(Path caPem);

  @BeforeEach
  void openTransport() {
    transport = newTransport();
  }

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  @Nested
  class ARequest {

    @Test
    void get_carriesMethodPathAndHeadersInOrder() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Zebra", "1");
        headers.put("X-Apple", "%2B a+b");
        headers.put("X-Mango", "3");

        transport.send(get(server.uri("/pki/public_key?a=%20b&c=d"), headers));

        ReceivedRequest seen = server.onlyRequest();
        assertEquals("GET /pki/public_key?a=%20b&c=d HTTP/1.1", seen.requestLine());
        assertEquals(
            List.of("X-Zebra: 1", "X-Apple: %2B a+b", "X-Mango: 3"),
            seen.headerLines().stream().filter(line -> line.startsWith("X-")).toList());
        assertEquals(0, seen.body().length);
      }
    }

    @Test
    void post_carriesItsBodyExactly() throws Exception {
      byte[] everyByte = new byte[256];
      IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        transport.send(
            post(server.uri("/v1/x"), Map.of("Content-Type", "application/x-it"), everyByte));

        ReceivedRequest seen = server.onlyRequest();
        assertEquals("POST /v1/x HTTP/1.1", seen.requestLine());
        assertEquals(Optional.of("application/x-it"), seen.header("Content-Type"));
        assertEquals(Optional.of("256"), seen.header("Content-Length"));
        assertArrayEquals(everyByte, seen.body());
      }
    }

    @Test
    void nothingIsAddedButWhatHttpNeeds() throws Exception {
      Set<String> needed = Set.of("host", "content-length", "connection", "user-agent");
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        transport.send(get(server.uri("/")));
        transport.send(post(server.uri("/"), Map.of(), new byte[1]));

        for (ReceivedRequest seen : server.requests()) {
          List<String> added =
              seen.headerNames().stream().filter(name -> !needed.contains(name)).toList();
          assertEquals(List.of(), added, seen.requestLine());
        }
      }
    }

    @Test
    void lineBreakInAHeader_addsNoOther() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        transport.send(get(server.uri("/"), Map.of("X-Any", "a\r\nX-Injected: b")));

        assertEquals(Optional.empty(), server.onlyRequest().header("X-Injected"));
      }
    }

    @Test
    void largeBodies_travelUnchangedBothWays() throws Exception {
      byte[] large = new byte[6 * 1024 * 1024 + 1];
      new Random(1).nextBytes(large);
      try (ScriptedServer server =
          ScriptedServer.http(always(seen -> HttpText.response(200, "", seen.body())))) {
        TransportResponse response = transport.send(post(server.uri("/"), Map.of(), large));

        assertArrayEquals(large, bodyOf(response));
      }
    }
  }

  @Nested
  class AResponse {

    @TestFactory
    Stream<DynamicTest> ofAnyStatus_isReturnedAfterOneRequest() {
      return IntStream.of(
              200, 201, 204, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 408, 409,
              413, 418, 421, 422, 425, 426, 429, 431, 500, 501, 502, 503, 504, 511, 599)
          .mapToObj(
              status -> dynamicTest(status + "", () -> assertReturnedAfterOneRequest(status)));
    }

    private void assertReturnedAfterOneRequest(int status) throws Exception {
      String tempting =
          "Location: /elsewhere\r\nRetry-After: 0\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
              + "Proxy-Authenticate: Basic realm=\"x\"\r\nRefresh: 0\r\n";
      byte[] body = status == 204 || status == 304 ? new byte[0] : HttpText.bytes("why");
      try (ScriptedServer server =
          ScriptedServer.http(always(HttpText.response(status, tempting, body)))) {
        TransportResponse response =
            transport.send(post(server.uri("/"), Map.of(), HttpText.bytes("sealed")));

        assertEquals(status, response.status());
        assertArrayEquals(body, bodyOf(response));
        assertEquals(Optional.of("/elsewhere"), response.header("Location"));
        server.onlyRequest();
      }
    }

    @Test
    void headers_areFoundInAnyCase_andTheLastOfTwoCounts() throws Exception {
      byte[] answer = HttpText.response(200, "x-nomyo: one\r\nX-NoMyO: two\r\n", new byte[0]);
      try (ScriptedServer server = ScriptedServer.http(always(answer))) {
        TransportResponse response = transport.send(get(server.uri("/")));

        assertEquals(Optional.of("two"), response.header("X-NOMYO"));
        assertEquals(Optional.empty(), response.header("X-Other"));
      }
    }

    @Test
    void withoutABody_hasAnEmptyOne() throws Exception {
      try (ScriptedServer server =
          ScriptedServer.http(always(HttpText.response(200, "", new byte[0])))) {
        TransportResponse response = transport.send(get(server.uri("/")));

        assertEquals(0, response.body().remaining());
        assertFalse(response.oversized());
      }
    }

    @Test
    void compressedBody_comesAsItWasSent() throws Exception {
      byte[] compressed = gzip("not for the transport to open");
      byte[] answer = HttpText.response(200, "Content-Encoding: gzip\r\n", compressed);
      try (ScriptedServer server = ScriptedServer.http(always(answer))) {
        TransportResponse response = transport.send(get(server.uri("/")));

        assertArrayEquals(compressed, bodyOf(response));
        assertEquals(Optional.of("gzip"), response.header("Content-Encoding"));
      }
    }

    @Test
    void inChunks_isPutTogether() throws Exception {
      byte[] body = new byte[1_000_003];
      new Random(2).nextBytes(body);
      try (ScriptedServer server = ScriptedServer.http(always(HttpText.chunked(200, body, 4096)))) {
        assertArrayEquals(body, bodyOf(transport.send(get(server.uri("/")))));
      }
    }

    @Test
    void withoutALength_endsWithTheConnection() throws Exception {
      byte[] answer = HttpText.bytes("HTTP/1.1 200 OK\r\n\r\nuntil the end");
      try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(answer))) {
        assertArrayEquals(
            HttpText.bytes("until the end"), bodyOf(transport.send(get(server.uri("/")))));
      }
    }

    @Test
    void afterAnInterimOne_isTheFinalOne() throws Exception {
      byte[] answer =
          HttpText.bytes(
              "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      try (ScriptedServer server = ScriptedServer.http(always(answer))) {
        assertEquals(200, transport.send(get(server.uri("/"))).status());
      }
    }

    @Test
    void cookies_areNotReturned() throws Exception {
      byte[] answer = HttpText.response(200, "Set-Cookie: id=1; Path=/\r\n", new byte[0]);
      try (ScriptedServer server = ScriptedServer.http(always(answer))) {
        transport.send(get(server.uri("/")));
        transport.send(get(server.uri("/")));

        assertEquals(2, server.requests().size());
        assertEquals(Optional.empty(), server.requests().get(1).header("Cookie"));
      }
    }
  }

  @Nested
  class TheSizeLimit {

    private static final int LIMIT = 1000;

    @Test
    void ofExactlyThatSize_isRead() throws Exception {
      byte[] body = new byte[LIMIT];
      for (byte[] answer : bothFramings(body)) {
        try (ScriptedServer server = ScriptedServer.http(always(answer))) {
          TransportResponse response = transport.send(limited(server.uri("/")));

          assertFalse(response.oversized());
          assertArrayEquals(body, bodyOf(response));
        }
      }
    }

    @Test
    void oneByteMore_isReportedWithStatusAndHeaders() throws Exception {
      for (byte[] answer : bothFramings(new byte[LIMIT + 1])) {
        try (ScriptedServer server = ScriptedServer.http(always(answer))) {
          TransportResponse response = transport.send(limited(server.uri("/")));

          assertTrue(response.oversized());
          assertEquals(418, response.status());
          assertEquals(0, response.body().remaining());
        }
      }
    }

    private List<byte[]> bothFramings(byte[] body) {
      return List.of(HttpText.response(418, "", body), HttpText.chunked(418, body, 300));
    }

    @TestFactory
    Stream<DynamicTest> announcedTooLarge_isNotReadAtAll() {
      return Stream.of(LIMIT + 1L, 3_000_000_000L, Long.MAX_VALUE)
          .map(length -> dynamicTest(length + " bytes", () -> assertNotRead(length)));
    }

    private void assertNotRead(long announced) throws Exception {
      ScriptedServer.Script announce =
          connection -> {
            connection.read();
            connection.write(
                HttpText.head(200, "X-Kept: yes\r\nContent-Length: " + announced + "\r\n"));
            connection.hold();
          };
      try (ScriptedServer server = ScriptedServer.http(announce)) {
        TransportResponse response = transport.send(limited(server.uri("/")));

        assertTrue(response.oversized());
        assertEquals(Optional.of("yes"), response.header("X-Kept"));
        server.awaitEnded();
      }
    }

    @Test
    void endlessBody_isGivenUpAndItsConnectionDropped() throws Exception {
      ScriptedServer.Script endless =
          connection -> {
            connection.read();
            connection.write(HttpText.head(200, "Transfer-Encoding: chunked\r\n"));
            while (true) {
              connection.write("10\r\n0123456789abcdef\r\n");
            }
          };
      try (ScriptedServer server = ScriptedServer.http(endless)) {
        assertTrue(transport.send(limited(server.uri("/"))).oversized());
        server.awaitEnded();
      }
    }

    private TransportRequest limited(URI uri) {
      return new TransportRequest("GET", uri, Map.of(), Optional.empty(), PATIENT, LIMIT);
    }
  }

  @Nested
  class Connections {

    @Test
    void isReused_byOneCallAfterTheOther() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        for (int i = 0; i < 10; i++) {
          transport.send(get(server.uri("/")));
          transport.send(post(server.uri("/"), Map.of(), new byte[100]));
        }
        assertEquals(20, server.requests().size());
        assertEquals(1, server.connections());
      }
    }

    @Test
    void isNotReused_whenTheServerClosedItMeanwhile() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(ok("fine")))) {
        transport.send(get(server.uri("/")));
        server.awaitEnded();

        assertEquals(200, transport.send(get(server.uri("/"))).status());
        assertEquals(2, server.connections());
      }
    }

    @Test
    void thirtyTwoThreads_areServedAtOnceAndEachGetsItsOwnAnswer() throws Exception {
      int threads = 32;
      CountDownLatch allHere = new CountDownLatch(threads);
      ScriptedServer.Script echoWhenAllAreHere =
          connection -> {
            for (var seen = connection.read(); seen != null; seen = connection.read()) {
              allHere.countDown();
              allHere.await();
              connection.write(HttpText.response(200, "", seen.body()));
            }
          };
      try (ScriptedServer server = ScriptedServer.http(echoWhenAllAreHere)) {
        inThreads(threads, thread -> assertOwnAnswers(server.uri("/"), thread));
        assertEquals(threads * 20, server.requests().size());
      }
    }

    private void assertOwnAnswers(URI uri, int thread) throws TransportException {
      for (int call = 0; call < 20; call++) {
        byte[] own = HttpText.bytes("thread " + thread + ", call " + call);
        assertArrayEquals(own, bodyOf(transport.send(post(uri, Map.of(), own))));
      }
    }
  }

  @Nested
  class ABrokenServer {

    @TestFactory
    Stream<DynamicTest> cutAnywhere_isNeverTakenForAWholeResponse() {
      byte[] body = HttpText.bytes("0123456789");
      byte[] sized = HttpText.response(200, "X-Any: value\r\n", body);
      byte[] chunked = HttpText.chunked(200, body, 4);
      int beforeLastChunk = chunked.length - "0\r\n\r\n".length();
      return Stream.of(
          dynamicTest("with a length", () -> assertLostAtEveryCut(sized, sized.length - 1)),
          dynamicTest("in chunks", () -> assertLostAtEveryCut(chunked, beforeLastChunk)));
    }

    private void assertLostAtEveryCut(byte[] answer, int longestCut) throws Exception {
      AtomicInteger cut = new AtomicInteger();
      ScriptedServer.Script cutOff =
          connection -> {
            connection.read();
            connection.write(Arrays.copyOf(answer, cut.get()));
          };
      try (ScriptedServer server = ScriptedServer.http(cutOff)) {
        for (int length = 0; length <= longestCut; length++) {
          cut.set(length);
          assertFailure(Kind.CONNECTION_LOST, get(server.uri("/")), "cut after " + length);
        }
        assertEquals(longestCut + 1, server.requests().size(), "requests");
      }
    }

    @Test
    void resetWithinTheBody_isALostConnection() throws Exception {
      ScriptedServer.Script reset =
          connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01");
            connection.reset();
          };
      try (ScriptedServer server = ScriptedServer.http(reset)) {
        assertFailure(Kind.CONNECTION_LOST, get(server.uri("/")), "reset");
      }
    }

    @TestFactory
    Stream<DynamicTest> garbageForAHead_isNotHttp() {
      return Map.of(
              "another protocol", "220 mail.example.org ESMTP\r\n\r\n",
              "a page without a head", "<html>\r\n<p>404</p>\r\n</html>\r\n\r\n",
              "no status", "HTTP/1.1 OK\r\n\r\n",
              "another version", "HTTP/9.1 200 OK\r\nContent-Length: 0\r\n\r\n",
              "a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
              "a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
              "a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")
          .entrySet()
          .stream()
          .map(entry -> dynamicTest(entry.getKey(), () -> assertNotHttp(entry.getValue())));
    }

    private void assertNotHttp(String answer) throws Exception {
      try (ScriptedServer server =
          ScriptedServer.http(ScriptedServer.answeringOnce(HttpText.bytes(answer)))) {
        assertFailure(Kind.PROTOCOL, get(server.uri("/")), answer);
      }
    }

    @Test
    void brokenChunks_areALostConnection() throws Exception {
      byte[] answer =
          HttpText.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n0\r\n\r\n");
      try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(answer))) {
        assertFailure(Kind.CONNECTION_LOST, get(server.uri("/")), "broken chunks");
      }
    }

    @Test
    void nobodyListening_isNoConnection() throws Exception {
      int port;
      try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
        port = unused.getLocalPort();
      }
      assertFailure(Kind.CONNECT, get(URI.create("http://127.0.0.1:" + port + "/")), "refused");
    }

    @Test
    void unknownHost_isNamedAsSuch() {
      TransportException failure =
          assertFailure(
              Kind.UNKNOWN_HOST, get(URI.create("http://nobody.invalid:8080/")), "unknown host");
      assertTrue(failure.getMessage().contains("nobody.invalid:8080"), failure::getMessage);
    }
  }

  /** Where an exchange may stand when it is ended from this side. */
  private enum Stage {
    HANDSHAKE(ScriptedConnection::awaitFirstByte, ScriptedConnection::hold),
    HEAD(ScriptedConnection::read, ScriptedConnection::hold),
    BODY(
        connection -> {
          connection.read();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n012");
        },
        ScriptedConnection::hold),
    TRICKLE(
        connection -> {
          connection.read();
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        },
        TransportContract::trickle);

    private final ScriptedServer.Script before;
    private final ScriptedServer.Script from;

    Stage(ScriptedServer.Script before, ScriptedServer.Script from) {
      this.before = before;
      this.from = from;
    }

    ScriptedServer serve() {
      ScriptedServer.Script script =
          connection -> {
            before.play(connection);
            from.play(connection);
          };
      return this == HANDSHAKE
          ? ScriptedServer.httpBehindHttpsUri(script)
          : ScriptedServer.http(script);
    }
  }

  /** A byte now and then, so that no single read takes long. */
  private static void trickle(ScriptedConnection connection)
      throws IOException, InterruptedException {
    connection.reached();
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(20, TimeUnit.MILLISECONDS)) {
      connection.write("x");
    }
  }

  @Nested
  class AnExchangeUnderWay {

    @TestFactory
    Stream<DynamicTest> endsAtTheAttemptTimeout() {
      return atEveryStage(
          server -> {
            assertFailure(
                Kind.TIMEOUT, request("GET", server.uri("/"), Map.of(), null, SHORT), "timeout");
            server.awaitEnded();
          });
    }

    @TestFactory
    Stream<DynamicTest> endsWhenItsThreadIsInterrupted() {
      return atEveryStage(
          server -> {
            Caller caller = Caller.sending(transport, get(server.uri("/")));
            server.awaitReached();
            caller.interrupt();

            caller.assertFailed(Kind.CANCELLED, true);
            server.awaitEnded();
          });
    }

    @TestFactory
    Stream<DynamicTest> endsWhenTheTransportIsClosed() {
      return atEveryStage(
          server -> {
            Transport own = newTransport();
            try {
              Caller caller = Caller.sending(own, get(server.uri("/")));
              server.awaitReached();
              own.close();

              caller.assertFailed(Kind.CANCELLED, false);
              server.awaitEnded();
            } finally {
              own.close();
            }
          });
    }

    private Stream<DynamicTest> atEveryStage(OnServer check) {
      return Arrays.stream(Stage.values())
          .map(stage -> dynamicTest(stage.name(), () -> checkAt(stage, check)));
    }

    private void checkAt(Stage stage, OnServer check) throws Exception {
      try (ScriptedServer server = stage.serve()) {
        check.on(server);
      }
    }

    @Test
    void silenceInTheHandshake_endsAtTheConnectTimeout() throws Exception {
      try (ScriptedServer server = Stage.HANDSHAKE.serve()) {
        assertFailure(
            Kind.TIMEOUT,
            request("GET", server.uri("/"), Map.of(), null, SHORT_CONNECT),
            "connect timeout");
        server.awaitEnded();
      }
    }

    @Test
    void trickleInTheHandshake_endsAtTheConnectTimeout() throws Exception {
      ScriptedServer.Script longRecord =
          connection -> {
            connection.awaitFirstByte();
            // The head of a handshake record of 16 KiB (RFC 8446, section 5.1).
            connection.write(new byte[] {22, 3, 3, 64, 0});
            trickle(connection);
          };
      try (ScriptedServer server = ScriptedServer.httpBehindHttpsUri(longRecord)) {
        assertFailure(
            Kind.TIMEOUT,
            request("GET", server.uri("/"), Map.of(), null, SHORT_CONNECT),
            "connect timeout");
        server.awaitEnded();
      }
    }

    @Test
    void slowAnswer_isNotHeldToTheConnectTimeout() throws Exception {
      CountDownLatch overdue = new CountDownLatch(1);
      ScriptedServer.Script late =
          connection -> {
            connection.read();
            overdue.await(2 * SHORT_CONNECT.connect().toMillis(), TimeUnit.MILLISECONDS);
            connection.write(ok("late"));
          };
      try (ScriptedServer server = ScriptedServer.http(late)) {
        TransportResponse response =
            transport.send(request("GET", server.uri("/"), Map.of(), null, SHORT_CONNECT));
        assertArrayEquals(HttpText.bytes("late"), bodyOf(response));
      }
    }

    @Test
    void interruptedThread_sendsNothing() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        // Often, because a transport that cancels what it has begun may be quick enough once.
        for (int i = 0; i < 200; i++) {
          Thread.currentThread().interrupt();
          TransportException failure =
              assertThrows(TransportException.class, () -> transport.send(get(server.uri("/"))));

          assertTrue(Thread.interrupted(), "interrupt status");
          assertEquals(Kind.CANCELLED, failure.kind());
        }
        assertEquals(200, transport.send(get(server.uri("/second"))).status());
        assertEquals("GET /second HTTP/1.1", server.onlyRequest().requestLine());
      }
    }
  }

  @Nested
  class AClosedTransport {

    @Test
    void sendsNothing_andMayBeClosedAgain() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        transport.close();
        transport.close();

        assertFailure(Kind.CANCELLED, get(server.uri("/")), "closed");
        assertEquals(List.of(), server.requests());
      }
    }

    @Test
    void hasNoConnectionLeft() throws Exception {
      try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
        transport.send(get(server.uri("/")));
        transport.close();

        server.awaitEnded();
      }
    }
  }

  @Nested
  class Tls {

    private static final SelfSignedCertificate SERVER = SelfSignedCertificate.create();

    @TempDir Path directory;

    @Test
    void trustedCertificate_isTalkedTo() throws Exception {
      try (ScriptedServer server = serving(SERVER);
          Transport trusting = trusting(SERVER)) {
        TransportResponse response =
            trusting.send(post(server.uri("/"), Map.of(), HttpText.bytes("sealed")));

        assertArrayEquals(HttpText.bytes("fine"), bodyOf(response));
        assertArrayEquals(HttpText.bytes("sealed"), server.onlyRequest().body());
      }
    }

    @Test
    void unknownCertificate_isRefused() throws Exception {
      try (ScriptedServer server = serving(SERVER)) {
        assertFailure(Kind.TLS, get(server.uri("/")), "untrusted by default");
        assertEquals(List.of(), server.requests());
      }
    }

    @Test
    void certificateOfAnother_isRefused() throws Exception {
      try (ScriptedServer server = serving(SelfSignedCertificate.create());
          Transport trusting = trusting(SERVER)) {
        assertRefused(trusting, server);
      }
    }

    @Test
    void certificateForAnotherHost_isRefused() throws Exception {
      SelfSignedCertificate elsewhere = SelfSignedCertificate.forNames("dns:elsewhere.invalid");
      try (ScriptedServer server = serving(elsewhere);
          Transport trusting = trusting(elsewhere)) {
        assertRefused(trusting, server);
      }
    }

    @Test
    void plainHttp_isNoTls() throws Exception {
      ScriptedServer.Script plain =
          connection -> {
            connection.awaitFirstByte();
            connection.write(HttpText.response(400, "", HttpText.bytes("speak HTTP")));
            connection.hold();
          };
      try (ScriptedServer server = ScriptedServer.httpBehindHttpsUri(plain)) {
        assertFailure(Kind.TLS, get(server.uri("/")), "plain HTTP");
      }
    }

    private ScriptedServer serving(SelfSignedCertificate certificate) {
      return ScriptedServer.https(certificate.sslContext(), always(ok("fine")));
    }

    private Transport trusting(SelfSignedCertificate certificate) throws IOException {
      return newTransportTrusting(
          Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem()));
    }

    private void assertRefused(Transport trusting, ScriptedServer server) {
      TransportException failure =
          assertThrows(TransportException.class, () -> trusting.send(get(server.uri("/"))));
      assertEquals(Kind.TLS, failure.kind(), failure::getMessage);
      assertEquals(List.of(), server.requests());
    }
  }

  @Nested
  class Secrecy {

    private final Map<String, String> secret = Map.of("Authorization", "Bearer " + CANARY);

    @Test
    void request_showsNoHeaderValue() {
      String shown = get(URI.create("http://127.0.0.1/"), secret).toString();

      assertTrue(shown.contains("Authorization"), shown);
      assertFalse(shown.contains(CANARY), shown);
    }

    @Test
    void failure_showsNoHeaderValue_noneOfItsCausesDoes() throws Exception {
      byte[] cut = HttpText.bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0");
      for (byte[] answer : List.of(new byte[0], cut, HttpText.bytes("garbage\r\n\r\n"))) {
        try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(answer))) {
          URI uri = server.uri("/");
          assertNoCanary(
              assertThrows(TransportException.class, () -> transport.send(get(uri, secret))));
          assertEquals(
              Optional.of("Bearer " + CANARY), server.onlyRequest().header("Authorization"));
        }
      }
    }

    private void assertNoCanary(Throwable failure) {
      for (Throwable t = failure; t != null; t = t.getCause()) {
        assertFalse(t.toString().contains(CANARY), t::toString);
      }
    }
  }

  @FunctionalInterface
  private interface OnServer {
    void on(ScriptedServer server) throws Exception;
  }

  @FunctionalInterface
  private interface InThread {
    void run(int thread) throws Exception;
  }

  private static void inThreads(int count, InThread work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        ends.add(
            threads.submit(
                () -> {
                  work.run(thread);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private TransportException assertFailure(Kind kind, TransportRequest request, String situation) {
    TransportException failure =
        assertThrows(TransportException.class, () -> transport.send(request), situation);
    assertEquals(kind, failure.kind(), () -> situation + ": " + failure.getMessage());
    return failure;
  }

  private static ScriptedServer.Script always(byte[] answer) {
    return always(seen -> answer);
  }

  private static ScriptedServer.Script always(Function<ReceivedRequest, byte[]> answer) {
    return ScriptedServer.answering(answer);
  }

  private static byte[] ok(String body) {
    return HttpText.response(200, "", HttpText.bytes(body));
  }

  private static TransportRequest get(URI uri) {
    return get(uri, Map.of());
  }

  private static TransportRequest get(URI uri, Map<String, String> headers) {
    return request("GET", uri, headers, null, PATIENT);
  }

  private static TransportRequest post(URI uri, Map<String, String> headers, byte[] body) {
    return request("POST", uri, headers, body, PATIENT);
  }

  private static TransportRequest request(
      String method,
      URI uri,
      Map<String, String> headers,
      byte @Nullable [] body,
      Timeouts timeouts) {
    return new TransportRequest(
        method,
        uri,
        headers,
        Optional.ofNullable(body).map(BytesBody::new),
        timeouts,
        MAX_RESPONSE_BYTES);
  }

  private static byte[] bodyOf(TransportResponse response) {
    ByteBuffer body = response.body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(HttpText.bytes(text));
    }
    return out.toByteArray();
  }
}
