// SPDX-License-Identifier: Apache-2.0
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  private final FakeRouter router = ROUTER.router();

  private static int closedPort() throws IOException {
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return unused.getLocalPort();
    }
  }

  @Nested
  class AWayThatIsFree {

    @Test
    void hasALineForEveryStep_andOneForTheBackends() {
      NetworkRun run = NetworkRun.alone(router);

      run.assertPasses("✓✓–✓✓–");
      List<String> lines = run.result().out().lines().toList();
      assertEquals(8, lines.size(), run.result().out());
      assertEquals("Router " + router.baseUrl(), lines.get(0));
      assertEquals("✓ DNS        the router 127.0.0.1: 127.0.0.1", lines.get(1));
      int port = router.baseUrl().getPort();
      run.assertText(
          NetworkStep.TCP, "the router at 127\\.0\\.0\\.1 port " + port + ", connected in \\d+ ms");
      assertEquals("– TLS        not used: plain http", lines.get(3));
      run.assertText(NetworkStep.KEY_FETCH, "HTTP 200 in \\d+ ms, 800 bytes");
      assertEquals("✓ key        SHA-256 " + KEY + ", no pin given: any is accepted", lines.get(5));
      assertEquals("– clock      the answer has no Date", lines.get(6));
      assertTrue(lines.get(7).matches("Backends: accp.*, jdk, .*bcfips.*"), lines.get(7));
    }

    @Test
    void isOneObjectAsJson() {
      NetworkRun run = NetworkRun.alone(router, "--json", "--pin", KEY);

      assertEquals(
          List.of("base_url", "proxy", "dns", "tcp", "tls", "key_fetch", "key", "clock"),
          List.copyOf(run.router().members().keySet()));
      assertEquals(Optional.of(router.baseUrl().toString()), run.router().getString("base_url"));
      assertEquals(Optional.of(false), run.router().getBoolean("proxy"));
      assertFacts("{'state':'passed','addresses':['127.0.0.1']}", run.json(NetworkStep.DNS));
      assertFacts(
          "{'state':'passed','address':'127.0.0.1','port':" + router.baseUrl().getPort() + "}",
          withoutMillis(run.json(NetworkStep.TCP)));
      assertFacts("{'state':'skipped','reason':'not used: plain http'}", run.json(NetworkStep.TLS));
      assertFacts(
          "{'state':'passed','status':200,'size_bytes':800}",
          withoutMillis(run.json(NetworkStep.KEY_FETCH)));
      assertFacts(
          "{'state':'passed','sha256':'" + KEY + "','pin':'matches'}", run.json(NetworkStep.KEY));
      assertFacts(
          "{'state':'skipped','reason':'the answer has no Date'}", run.json(NetworkStep.CLOCK));
    }

    private void assertFacts(String json, JsonObject facts) {
      assertEquals(Golden.json(json.replace('\'', '"')), facts);
    }

    private JsonObject withoutMillis(JsonObject facts) {
      assertTrue(facts.getLong("millis").orElseThrow() >= 0);
      return facts.newBuilder().remove("millis").build();
    }

    @Test
    void goesWithTheBackends_whichAreNotMeasured() {
      JsonObject report = Golden.json(NetworkRun.alone(router, "--json").result().out());

      assertEquals(List.of("router", "backends"), List.copyOf(report.members().keySet()));
      List<JsonObject> backends = report.getObjects("backends");
      assertEquals(
          Backends.names(),
          backends.stream().map(row -> row.getString("name").orElseThrow()).toList());
      backends.forEach(
          row ->
              assertEquals(
                  row.getBoolean("present").orElseThrow() ? 2 : 3, row.members().size(), row + ""));
    }

    @Test
    void isGoneOnce_withoutAnythingSecret() {
      String apiKey = "canary-api-key";
      Cli.Result result =
          Cli.plain()
              .variable("NOMYO_API_KEY", apiKey)
              .run("doctor", "--allow-http", "--base-url", router.baseUrl().toString());

      assertEquals(0, result.exitCode());
      assertFalse(result.toString().contains(apiKey));
      assertEquals(1, router.keyFetches());
      assertEquals(0, router.chatCalls());
      assertEquals(2, router.connections(), "one for TCP alone");
      assertEquals(List.of(), router.violations());
    }

    @Test
    void isNotGoneOverPlainHttp_unlessThatIsAllowed() {
      Cli.Result result = Cli.plain().run("doctor", "--base-url", router.baseUrl().toString());

      assertEquals(7, result.exitCode());
      assertEquals("", result.out());
      assertTrue(result.err().startsWith("SecurityViolationException: plain http"), result.err());
      assertEquals(0, router.connections());
    }

    @Test
    void isFree_whetherOrNotABackendIsThere() {
      NetworkRun run = NetworkRun.alone(router, "--backend", "openssl");
      run.assertPasses("✓✓–✓✓–");
      assertTrue(run.result().out().endsWith("\nBackends: openssl (absent)\n"));
    }
  }

  @Nested
  class AWayThatEnds {

    @Test
    void atAnUnknownName() {
      NetworkRun run = NetworkRun.to("https://nomyo.invalid");
      run.assertFails("✗–––––", 6);
      run.assertText(NetworkStep.DNS, "the router's name nomyo\\.invalid is not known: .+");
      assertEquals("not tried", run.text(NetworkStep.TCP));
    }

    @Test
    void atAPortThatIsClosed() throws IOException {
      NetworkRun run = NetworkRun.to("https://127.0.0.1:" + closedPort());
      run.assertFails("✓✗––––", 6);
      run.assertText(NetworkStep.TCP, "no connection to the router 127\\.0\\.0\\.1:\\d+: .+");
    }

    @Test
    void atALookupThatTakesTooLong() {
      CountDownLatch end = new CountDownLatch(1);
      NextHop hop = new NextHop("slow.invalid", 443, false);
      DnsCheck check = DnsCheck.of(hop, Duration.ofMillis(20), host -> nothingBefore(end));
      end.countDown();

      assertEquals(
          "✗ DNS        the router's name slow.invalid was not found within 20 ms",
          check.finding().line());
    }

    private InetAddress[] nothingBefore(CountDownLatch end) {
      try {
        end.await();
        return new InetAddress[0];
      } catch (InterruptedException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Test
    void atAnAnswerThatDoesNotCome() {
      router.nextKeyFetch(Script.held(new Hold()));
      NetworkRun run = NetworkRun.alone(router, "--connect-timeout", "2s");
      run.assertFails("✓✓–✗––", 6);
      run.assertText(NetworkStep.KEY_FETCH, ".*not whole within 2000 ms");
    }

    @ParameterizedTest
    @CsvSource({"401, 4", "404, 3", "429, 5", "500, 3", "503, 5"})
    void atAnErrorOfTheRouters(int status, int exitCode) {
      router.nextKeyFetch(Script.status(status).detail("a\n\u001b[31mb\u009bc").times(2));
      NetworkRun run = NetworkRun.to(router);
      run.assertFails("✓✓–✗––", exitCode);
      run.assertText(
          NetworkStep.KEY_FETCH, "HTTP " + status + ": a \\[31mb c; in \\d+ ms, \\d+ bytes");
    }

    @Test
    void atAConnectionThatIsLost() {
      router.nextKeyFetch(Script.closedMidBody().times(2));
      NetworkRun.to(router).assertFails("✓✓–✗––", 6);
    }

    @Test
    void atAPageInPlaceOfAKey() {
      router.nextKeyFetch(Script.status(200).html("<h1>Please log in</h1>").times(2));
      NetworkRun run = NetworkRun.to(router);
      run.assertFails("✓✓–✓✗–", 7);
      run.assertText(NetworkStep.KEY_FETCH, "HTTP 200 in \\d+ ms, 22 bytes");
      assertEquals(
          "what the router sent as its key is no RSA public key in PEM", run.text(NetworkStep.KEY));
    }

    @Test
    void atAKeyThatIsNotPinned() {
      NetworkRun run = NetworkRun.to(router, "--pin", OTHER);
      run.assertFails("✓✓–✓✗–", 7);
      assertTrue(run.text(NetworkStep.KEY).contains("seen " + KEY), run.text(NetworkStep.KEY));
    }

    @Test
    void notAtAKeyThatIs() {
      NetworkRun run = NetworkRun.to(router, "--pin", OTHER, "--pin", KEY);
      run.assertPasses("✓✓–✓✓–");
      assertEquals("SHA-256 " + KEY + ", matches a pin", run.text(NetworkStep.KEY));
    }
  }

  @Nested
  class ThroughAProxy {

    @Test
    void theFirstStepsAreAboutTheProxy() throws IOException {
      String proxy = "http://127.0.0.1:" + closedPort();
      NetworkRun run = NetworkRun.to("https://router.invalid", "--proxy", proxy);
      run.assertFails("✓✗––––", 6);
      assertTrue(run.result().out().startsWith("Router https://router.invalid, through a proxy\n"));
      assertEquals("the proxy 127.0.0.1: 127.0.0.1", run.text(NetworkStep.DNS));
      run.assertText(NetworkStep.TCP, "no connection to the proxy 127\\.0\\.0\\.1:\\d+: .+");
    }

    @Test
    void whoseNameIsNotKnown_theWayEndsThere() {
      String[] options = {"--proxy", "socks5://proxy.invalid:1080", "--json"};
      NetworkRun run = NetworkRun.alone("https://127.0.0.1:1", options);
      assertEquals(Optional.of(true), run.router().getBoolean("proxy"));
      JsonObject dns = run.json(NetworkStep.DNS);
      assertEquals(Optional.of("failed"), dns.getString("state"));
      String reason = dns.getString("reason").orElseThrow();
      assertTrue(reason.startsWith("the proxy's name proxy.invalid is not known"), reason);
      assertEquals(6, run.result().exitCode());
    }

    /** The router stands in for a proxy, and does not know what it is asked for. */
    @Test
    void whichOpensNoTunnel_theWayEndsBeforeTls() {
      String proxy = "http://127.0.0.1:" + router.baseUrl().getPort();
      NetworkRun run = NetworkRun.to("https://router.invalid", "--proxy", proxy);
      run.assertFails("✓✓✗–––", 6);
      run.assertText(NetworkStep.TLS, ".*the proxy opened no tunnel but answered with \\d+");
    }

    @Test
    void whichTheEnvironmentSpares_nothingIsSaidOfIt() {
      Cli.Result result =
          Cli.plain()
              .variable("NO_PROXY", "127.0.0.1")
              .run(
                  "doctor",
                  "--allow-http",
                  "--base-url=" + router.baseUrl(),
                  "--proxy=http://proxy.invalid:1");
      NetworkRun run = new NetworkRun(result, result);
      run.assertPasses("✓✓–✓✓–");
      assertEquals("the router 127.0.0.1: 127.0.0.1", run.text(NetworkStep.DNS));
    }
  }

  @Nested
  class Usage {

    @ParameterizedTest
    @ValueSource(
        strings = {"--allow-http", "--pin=00", "--ca-file=x", "--proxy=x", "--connect-timeout=1s"})
    void needsARouter_forAnOptionAboutOne(String option) {
      Cli.Result result = Cli.plain().run("doctor", "--json", option);
      assertEquals(2, result.exitCode());
      String name = option.replaceFirst("=.*", "");
      assertEquals(
          "UsageException: " + name + ": give --base-url, too (--help tells)\n", result.err());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"--connect-timeout=0", "--pin=canary", "--tls-pin=00", "--proxy=nowhere"})
    void isChecked_beforeTheFirstStep(String option) {
      Cli.Result result = NetworkRun.alone(router, option).result();
      assertEquals(2, result.exitCode());
      assertEquals("", result.out());
      assertTrue(
          result.err().matches("(InvalidInput|Parameter)Exception: [^\\r\\n]+\\n"), result.err());
      assertEquals(0, router.connections());
    }
  }
}
