// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins, and the command that shows what to pin. */
class ServerKeyCommandTest {

  private static final String SEEN =
      "c12233f4c3bfd9b1edfd5956541dd316c3df7037ddb5c4ead7850a6a9a0721b5";
  private static final String OTHER = "0".repeat(64);

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  private final FakeRouter router = ROUTER.router();

  private Cli.Result serverKey(String... options) {
    Stream<String> fixed =
        Stream.of("server-key", "--allow-http", "--base-url", router.baseUrl().toString());
    return Cli.plain().run(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  private static void assertRefused(Cli.Result result) {
    assertEquals(7, result.exitCode());
    assertEquals("", result.out());
    assertTrue(
        result.err().startsWith("SecurityViolationException: the router's key is not a pinned one"),
        result.err());
    assertTrue(result.err().contains(OTHER) && result.err().contains(SEEN), result.err());
  }

  @Test
  void showsFingerprintSizeAgeAndPin() {
    Cli.Result result = serverKey();
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result
            .out()
            .matches(
                "SHA-256  "
                    + SEEN
                    + "\nsize     4096 bits"
                    + "\nage      \\d+ s, fetched \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"
                    + "\npin      none given: any key is accepted\n"),
        result.out());
    assertEquals(1, router.keyFetches());
    assertEquals(0, router.chatCalls());
  }

  @Test
  void showsTheSameAsJson() {
    JsonObject report = Golden.json(serverKey("--json", "--pin", SEEN).out());
    assertEquals(
        List.of("sha256", "size_bits", "fetched_at", "pin"),
        List.copyOf(report.members().keySet()));
    assertEquals(Optional.of(SEEN), report.getString("sha256"));
    assertEquals("4096", report.getNumber("size_bits").orElseThrow().text());
    assertEquals(Optional.of("matches"), report.getString("pin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "bc"})
  void pinThatMatches_isNamed(String backend) {
    Cli.Result result = serverKey("--pin", OTHER, "--pin", SEEN, "--backend", backend);
    assertTrue(result.out().endsWith("pin      matches\n"), result.toString());
  }

  @Test
  void pinThatDoesNotMatch_isASecurityViolation() {
    assertRefused(serverKey("--pin", OTHER));
  }

  @Test
  void textThatIsNoPin_isRefusedBeforeAnythingIsSent() {
    Cli.Result result = serverKey("--pin", "canary");
    assertEquals(2, result.exitCode());
    assertTrue(
        result.err().startsWith("InvalidInputException: server key pin: given a text of 6 chars"),
        result.err());
    assertEquals(0, router.connections());
  }

  @Nested
  class Chat {

    private final Cli cli = Cli.of(router.baseUrl());

    @Test
    void isAnswered_whenAPinMatches() {
      String base64 = "sha256/wSIz9MO/2bHt/VlWVB3TFsPfcDfdtcTq14UKapoHIbU=";
      assertEquals("echo: x\n", cli.chat("--pin", OTHER, "--pin", base64, "x").out());
    }

    @Test
    void sendsNothing_whenNoneDoes() {
      assertRefused(cli.chat("--pin", OTHER, "x"));
      assertEquals(0, router.chatCalls());
    }
  }
}
