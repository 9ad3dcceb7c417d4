package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.client.Backends;
import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code doctor --base-url}: each step of the way, and where it ends. */
@Timeout(120)
class DoctorNetworkTest {

  private static final String KEY =
      "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5";
  private static final String OTHER = "0".repeat(64);

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  private final FakeRouter router = ROUTER.router();

  private Cli.Result doctor(String... options) {
    return run("doctor", router.baseUrl().toString(), options);
  }

  private static Cli.Result run(String command, String url, String... options) {
    Stream<String> fixed = Stream.of(command, "--base-url", url, "--allow-http");
    return Cli.plain().run(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content).toString();
  }

  /** The marks of the six steps, such as {@code ✓✓–✓✓–}. */
  private static String marks(Cli.Result result) {
    StringBuilder marks = new StringBuilder();
    result.out().lines().skip(1).limit(6).forEach(line -> marks.append(line.charAt(0)));
    return marks.toString();
  }

  private static String line(Cli.Result result, String step) {
    return result
        .out()
        .lines()
        .filter(line -> line.substring(1).strip().startsWith(step + " "))
        .findFirst()
        .orElseThrow();
  }

  private static void assertLine(Cli.Result result, String step, String regex) {
    String line = line(result, step);
    assertTrue(line.substring(2).substring(step.length()).strip().matches(regex), line);
  }

  /** Ends as a chat would, which asks for the key first, too. */
  private void assertFails(String marks, int exitCode, Cli.Result result, Cli.Result serverKey) {
    assertEquals(marks, marks(result), result.out());
    assertEquals(exitCode, result.exitCode());
    assertEquals(exitCode, serverKey.exitCode(), serverKey.err());
    assertEquals(exceptionName(serverKey), exceptionName(result));
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static String exceptionName(Cli.Result result) {
    return result.err().replaceFirst("(?s):.*", "");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return unused.getLocalPort();
    }
  }

  @Nested
  class OverHttp {

    @Test
    void everyStepHasALine_andTheBackendsOne() {
      Cli.Result result = doctor();

      assertEquals("", result.err());
      assertEquals(0, result.exitCode());
      List<String> lines = result.out().lines().toList();
      assertEquals(8, lines.size(), result.out());
      assertEquals("Router " + router.baseUrl(), lines.get(0));
      assertEquals("✓ DNS        the router 127.0.0.1: 127.0.0.1", lines.get(1));
      assertLine(
          result,
          "TCP",
          "the router at 127\\.0\\.0\\.1 port "
              + router.baseUrl().getPort()
              + ", connected in \\d+ ms");
      assertEquals("– TLS        not used: plain http", lines.get(3));
      assertLine(result, "key fetch", "HTTP 200 in \\d+ ms, 800 bytes");
      assertEquals("✓ key        SHA-256 " + KEY + ", no pin given: any is accepted", lines.get(5));
      assertEquals("– clock      the answer has no Date", lines.get(6));
      assertTrue(lines.get(7).matches("Backends: accp.*, jdk, .*bcfips.*"), lines.get(7));
    }

    @Test
    void isOneObjectAsJson_withoutMeasurements() {
      JsonObject report = Golden.json(doctor("--json", "--pin", KEY).out());

      assertEquals(List.of("router", "backends"), List.copyOf(report.members().keySet()));
      JsonObject network = report.getObject("router").orElseThrow();
      assertEquals(Optional.of(router.baseUrl().toString()), network.getString("base_url"));
      assertEquals(Optional.of(false), network.getBoolean("proxy"));
      assertEquals(
          Golden.json("{\"state\":\"passed\",\"addresses\":[\"127.0.0.1\"]}"),
          network.getObject("dns").orElseThrow());
      JsonObject tcp = network.getObject("tcp").orElseThrow();
      assertEquals(Optional.of((long) router.baseUrl().getPort()), boxed(tcp, "port"));
      assertTrue(tcp.getLong("millis").isPresent());
      assertEquals(
          Golden.json("{\"state\":\"skipped\",\"reason\":\"not used: plain http\"}"),
          network.getObject("tls").orElseThrow());
      JsonObject fetch = network.getObject("key_fetch").orElseThrow();
      assertEquals(Optional.of(200L), boxed(fetch, "status"));
      assertEquals(Optional.of(800L), boxed(fetch, "size_bytes"));
      assertEquals(
          Golden.json("{\"state\":\"passed\",\"sha256\":\"" + KEY + "\",\"pin\":\"matches\"}"),
          network.getObject("key").orElseThrow());
      assertEquals(
          Optional.of("skipped"), network.getObject("clock").orElseThrow().getString("state"));
      List<JsonObject> backends = report.getObjects("backends");
      assertEquals(Backends.names().size(), backends.size());
      backends.forEach(row -> assertTrue(row.get("unwraps_per_second").isEmpty()));
    }

    private Optional<Long> boxed(JsonObject object, String member) {
      return object.getLong(member).stream().boxed().findFirst();
    }

    @Test
    void theKeyIsAskedForOnceAndNothingElseIsSent() {
      String secret = "canary-api-key";
      Cli.Result result =
          Cli.plain()
              .variable("NOMYO_API_KEY", secret)
              .run("doctor", "--base-url", router.baseUrl().toString(), "--allow-http");

      assertEquals(0, result.exitCode());
      assertFalse(result.toString().contains(secret));
      assertEquals(1, router.keyFetches());
      assertEquals(0, router.chatCalls());
      assertEquals(2, router.connections());
      assertEquals(List.of(), router.violations());
    }

    @Test
    void isRefusedUnlessAllowed() {
      String url = router.baseUrl().toString();
      Cli.Result result = Cli.plain().run("doctor", "--base-url", url);

      assertEquals(7, result.exitCode());
      assertEquals("", result.out());
      assertTrue(result.err().startsWith("SecurityViolationException: plain http"), result.err());
      assertEquals(0, router.connections());
    }

    @Test
    void absentBackendIsNoFailure() {
      Cli.Result result = doctor("--backend", "openssl");
      assertEquals(0, result.exitCode());
      assertTrue(result.out().endsWith("Backends: openssl (absent)\n"), result.out());
    }
  }

  @Nested
  class OnTheWay {

    @Test
    void unknownName_endsAtDns() {
      Cli.Result result = run("doctor", "https://nomyo.invalid");
      assertFails("✗–––––", 6, result, run("server-key", "https://nomyo.invalid"));
      assertLine(result, "DNS", "the router's name nomyo\\.invalid is not known: .+");
      assertLine(result, "TCP", "not tried");
    }

    @Test
    void closedPort_endsAtTcp() throws IOException {
      String url = "https://127.0.0.1:" + closedPort();
      Cli.Result result = run("doctor", url);
      assertFails("✓✗––––", 6, result, run("server-key", url));
      assertLine(result, "TCP", "no connection to the router 127\\.0\\.0\\.1:\\d+: .*refused.*");
    }

    @Test
    void lookupThatTakesTooLong_isLeftBehind() {
      CountDownLatch never = new CountDownLatch(1);
      DnsCheck check =
          DnsCheck.of(
              new NextHop("slow.invalid", 443, false),
              Duration.ofMillis(20),
              host -> addressesAfter(never));
      never.countDown();

      assertEquals(
          "✗ DNS        the router's name slow.invalid was not found within 20 ms",
          check.finding().line());
    }

    private InetAddress[] addressesAfter(CountDownLatch latch) {
      try {
        latch.await();
        return new InetAddress[0];
      } catch (InterruptedException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Test
    void answerThatDoesNotCome_endsAtTheKeyFetch() {
      router.nextKeyFetch(Script.held(new Hold()));
      Cli.Result result = doctor("--connect-timeout", "2s");
      assertEquals("✓✓–✗––", marks(result), result.out());
      assertEquals(6, result.exitCode());
      assertLine(result, "key fetch", ".*not whole within 2000 ms");
    }

    @ParameterizedTest
    @CsvSource({"404, 3", "500, 3", "503, 5", "401, 4", "429, 5"})
    void errorOfTheRouter_endsAtTheKeyFetch(int status, int exitCode) {
      router.nextKeyFetch(Script.status(status).detail("a\n\u001b[31mb\u009bc").times(2));
      Cli.Result result = doctor();
      assertFails("✓✓–✗––", exitCode, result, run("server-key", router.baseUrl().toString()));
      assertLine(
          result, "key fetch", "HTTP " + status + ": a \\[31mb c; HTTP " + status + " in .*");
    }

    @Test
    void lostConnection_endsAtTheKeyFetch() {
      router.nextKeyFetch(Script.closedMidBody().times(2));
      assertFails("✓✓–✗––", 6, doctor(), run("server-key", router.baseUrl().toString()));
    }

    @Test
    void pageInPlaceOfAKey_endsAtTheKey() {
      router.nextKeyFetch(Script.status(200).html("<h1>Please log in</h1>").times(2));
      Cli.Result result = doctor();
      assertFails("✓✓–✓✗–", 7, result, run("server-key", router.baseUrl().toString()));
      assertLine(result, "key fetch", "HTTP 200 in \\d+ ms, 22 bytes");
      assertLine(result, "key  ", "what the router sent as its key is no RSA public key in PEM");
    }

    @Test
    void keyThatIsNotPinned_endsAtTheKey() {
      Cli.Result result = doctor("--pin", OTHER);
      assertFails(
          "✓✓–✓✗–", 7, result, run("server-key", router.baseUrl().toString(), "--pin", OTHER));
      assertTrue(line(result, "key  ").contains("seen " + KEY), result.out());
    }

    @Test
    void pinnedKey_isSaidToMatch() {
      assertLine(doctor("--pin", OTHER, "--pin", KEY), "key  ", "SHA-256 .*, matches a pin");
    }
  }

  @Nested
  class OverTls {

    private final SelfSignedCertificate certificate = SelfSignedCertificate.create();

    private String ca() throws IOException {
      return file("ca.pem", certificate.certificatePem());
    }

    private FakeRouter https(SelfSignedCertificate shown) {
      return FakeRouter.builder(BcHybridCipher.create()).https(shown).start();
    }

    @Test
    void theCertificateIsDescribed() throws IOException {
      try (FakeRouter secure = https(certificate)) {
        Cli.Result result = run("doctor", secure.baseUrl().toString(), "--ca-file", ca());

        assertEquals("✓✓✓✓✓–", marks(result), result.out());
        assertEquals(0, result.exitCode());
        assertLine(
            result,
            "TLS",
            "TLSv1\\.3, TLS_\\w+, certificate of CN=nomyo-testkit, issued by CN=nomyo-testkit,"
                + " expires \\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z, is for 127\\.0\\.0\\.1, trusted");
      }
    }

    @Test
    void theCertificateIsDescribedAsJson() throws IOException {
      try (FakeRouter secure = https(certificate)) {
        String out = run("doctor", secure.baseUrl().toString(), "--ca-file", ca(), "--json").out();
        JsonObject tls = router(out).getObject("tls").orElseThrow();

        assertEquals(
            List.of(
                "state",
                "protocol",
                "cipher_suite",
                "subject",
                "issuer",
                "expires",
                "names_host",
                "trusted"),
            List.copyOf(tls.members().keySet()));
        assertEquals(Optional.of("passed"), tls.getString("state"));
        assertEquals(Optional.of(true), tls.getBoolean("names_host"));
        assertEquals(Optional.of(true), tls.getBoolean("trusted"));
      }
    }

    private JsonObject router(String out) {
      return Golden.json(out).getObject("router").orElseThrow();
    }

    @Test
    void untrustedCertificate_endsAtTls() {
      try (FakeRouter secure = https(certificate)) {
        String url = secure.baseUrl().toString();
        Cli.Result result = run("doctor", url);

        assertFails("✓✓✗–––", 6, result, run("server-key", url));
        assertLine(
            result,
            "TLS",
            ".*unable to find valid certification path to requested target; TLSv1\\.3, .*, is for"
                + " 127\\.0\\.0\\.1, not trusted \\(.+\\)");
        JsonObject tls = router(run("doctor", url, "--json").out()).getObject("tls").orElseThrow();
        assertEquals(Optional.of("failed"), tls.getString("state"));
        assertEquals(Optional.of(true), tls.getBoolean("names_host"));
        assertEquals(Optional.of(false), tls.getBoolean("trusted"));
        assertTrue(tls.getString("distrust").isPresent());
        assertEquals(0, secure.keyFetches());
      }
    }

    @Test
    void certificateOfAnotherHost_endsAtTls() throws IOException {
      SelfSignedCertificate other = SelfSignedCertificate.forNames("dns:other.invalid");
      String ca = file("other.pem", other.certificatePem());
      try (FakeRouter secure = https(other)) {
        String url = secure.baseUrl().toString();
        Cli.Result result = run("doctor", url, "--ca-file", ca);

        assertFails("✓✓✗–––", 6, result, run("server-key", url, "--ca-file", ca));
        assertLine(result, "TLS", ".*, is not for 127\\.0\\.0\\.1, trusted");
      }
    }

    @Test
    void certificateThatIsNotPinned_endsAtTls() throws Exception {
      String seen =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256").digest(certificate.subjectPublicKeyInfo()));
      try (FakeRouter secure = https(certificate)) {
        String url = secure.baseUrl().toString();
        String[] pinned = {"--ca-file", ca(), "--tls-pin", OTHER};
        Cli.Result serverKey = run("server-key", url, pinned);
        Cli.Result result = run("doctor", url, pinned);

        assertFails("✓✓✗–––", serverKey.exitCode(), result, serverKey);
        assertTrue(line(result, "TLS").contains(seen), result.out());
        assertEquals(0, run("doctor", url, "--ca-file", ca(), "--tls-pin", seen).exitCode());
      }
    }

    @Test
    void serverWithoutTls_endsAtTls() {
      String url = router.baseUrl().toString().replace("http:", "https:");
      Cli.Result result = run("doctor", url);
      assertFails("✓✓✗–––", 6, result, run("server-key", url));
      assertLine(result, "TLS", ".*the TLS handshake failed.*");
    }

    @Test
    void serverThatIsSilent_endsAtTls() throws IOException {
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        String url = "https://127.0.0.1:" + silent.getLocalPort();
        Cli.Result result = run("doctor", url, "--connect-timeout=2s");
        assertEquals("✓✓✗–––", marks(result), result.out());
        assertEquals(6, result.exitCode());
        assertLine(result, "TLS", ".*no connection within 2000 ms");
      }
    }
  }

  @Nested
  class ThroughAProxy {

    @Test
    void theFirstStepsAreAboutTheProxy() throws IOException {
      String proxy = "http://127.0.0.1:" + closedPort();
      Cli.Result result = run("doctor", "https://router.invalid", "--proxy", proxy);
      assertFails(
          "✓✗––––", 6, result, run("server-key", "https://router.invalid", "--proxy", proxy));
      assertTrue(result.out().startsWith("Router https://router.invalid, through a proxy\n"));
      assertLine(result, "DNS", "the proxy 127\\.0\\.0\\.1: 127\\.0\\.0\\.1");
      assertLine(result, "TCP", "no connection to the proxy 127\\.0\\.0\\.1:\\d+: .*");
    }

    @Test
    void itsNameMayBeUnknown() {
      String[] options = {"--proxy", "socks5://proxy.invalid:1080", "--json"};
      JsonObject network =
          Golden.json(run("doctor", "https://127.0.0.1:1", options).out())
              .getObject("router")
              .orElseThrow();
      assertEquals(Optional.of(true), network.getBoolean("proxy"));
      JsonObject dns = network.getObject("dns").orElseThrow();
      assertEquals(Optional.of("failed"), dns.getString("state"));
      String reason = dns.getString("reason").orElseThrow();
      assertTrue(reason.startsWith("the proxy's name proxy.invalid is not known"), reason);
    }

    /** The router itself stands in for a proxy, which asks it for what it does not know. */
    @Test
    void whichOpensNoTunnel_endsAtTls() {
      String proxy = "http://127.0.0.1:" + router.baseUrl().getPort();
      String[] options = {"--proxy", proxy};
      Cli.Result result = run("doctor", "https://router.invalid", options);
      assertFails("✓✓✗–––", 6, result, run("server-key", "https://router.invalid", options));
      assertLine(result, "TLS", ".*the proxy opened no tunnel but answered with \\d+");
    }

    @Test
    void thatTheEnvironmentSpares_isNotLookedAt() {
      Cli.Result result =
          Cli.plain()
              .variable("NO_PROXY", "127.0.0.1")
              .run(
                  "doctor",
                  "--base-url",
                  router.baseUrl().toString(),
                  "--allow-http",
                  "--proxy",
                  "http://proxy.invalid:1");
      assertEquals("✓✓–✓✓–", marks(result), result.out());
      assertLine(result, "DNS", "the router .*");
    }
  }

  @Nested
  class TheClock {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static String at(Instant time) {
      return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({
      "0, ✓, 0 s ahead of",
      "30, ✓, 30 s ahead of",
      "31, !, 31 s ahead of",
      "-30, ✓, 30 s behind",
      "-31, !, 31 s behind",
      "-86400, !, 86400 s behind"
    })
    void isToleratedUpToHalfAMinute(long seconds, String mark, String text) {
      Finding finding = ClockCheck.of(Optional.of(at(NOW.plusSeconds(seconds))), NOW);
      assertEquals(
          mark + " clock      the router's clock is " + text + " this one", finding.line());
      assertEquals(
          seconds, finding.json().getLong("skew_seconds").orElseThrow(), finding.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-03-01T12:00:00Z", "Sun, 01 Mar 2026 25:00:00 GMT"})
    void isNotGuessed(String date) {
      assertEquals(
          "– clock      the answer's Date is none", ClockCheck.of(Optional.of(date), NOW).line());
    }

    @Test
    void isAWarningAndNoFailure() {
      String hourAgo = at(Instant.now().minusSeconds(3600));
      router.nextKeyFetch(Script.usual().header("Date", hourAgo));
      Cli.Result result = doctor();
      assertEquals("✓✓–✓✓!", marks(result), result.out());
      assertEquals(0, result.exitCode());
      assertLine(result, "clock", "the router's clock is 36\\d\\d s behind this one");
    }

    @Test
    void isLookedAtWhateverTheStatus() {
      router.nextKeyFetch(Script.status(404).header("Date", at(Instant.now())));
      assertEquals("✓✓–✗–✓", marks(doctor()));
    }
  }

  @Nested
  class Usage {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "--allow-http",
          "--pin=00",
          "--ca-file=ca.pem",
          "--proxy=http://h:1",
          "--connect-timeout=1s"
        })
    void optionAboutARouter_needsOne(String option) {
      Cli.Result result = Cli.plain().run("doctor", "--json", option);
      assertEquals(2, result.exitCode());
      String name = option.replaceFirst("=.*", "");
      assertEquals(
          "UsageException: " + name + ": give --base-url, too (--help tells)\n", result.err());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"--connect-timeout=0", "--pin=canary", "--tls-pin=00", "--proxy=nowhere"})
    void optionThatIsNone_isRefusedBeforeAnythingIsDone(String option) {
      Cli.Result result = doctor(option);
      assertEquals(2, result.exitCode());
      assertEquals("", result.out());
      assertTrue(result.err().startsWith("InvalidInputException: "), result.err());
      assertEquals(0, router.connections());
    }
  }
}
