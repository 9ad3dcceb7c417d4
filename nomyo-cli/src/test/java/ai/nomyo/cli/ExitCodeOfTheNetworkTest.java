// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 6: no whole answer came, with the one line that goes with each cause. */
class ExitCodeOfTheNetworkTest extends ExitCodeFixture {

  @Test
  void connectionRefused() throws IOException {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    assertFailure(6, "ApiConnectionException", Cli.of(closed).chat(PROMPT));
  }

  @Test
  void unknownHost() {
    Cli unknown = Cli.plain().withGoldenKey().with("--base-url=https://router.invalid");

    assertFailure(6, "ApiConnectionException", unknown.chat(PROMPT));
  }

  @Test
  void answerThatDoesNotComeInTime() {
    router.nextKeyFetch(Script.held(new Hold()));

    Cli.Result result = cli.chat(PROMPT, "--attempt-timeout=3s", ONCE);

    assertFailure(6, "ApiConnectionException", result);
    assertTrue(result.err().contains("not whole within 3000 ms"), result.err());
  }

  @Test
  void connectionThatDoesNotStandInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Cli secure = Cli.plain().with("--base-url=https://127.0.0.1:" + silent.getLocalPort());

      Cli.Result result = secure.chat(PROMPT, "--connect-timeout=300ms", ONCE);

      assertFailure(6, "ApiConnectionException", result);
      assertTrue(result.err().contains("no connection within 300 ms"), result.err());
    }
  }

  @Test
  void certificateOfAnotherHost() throws IOException {
    SelfSignedCertificate other = SelfSignedCertificate.forNames("dns:other.invalid");
    try (FakeRouter https = FakeRouter.builder(BcHybridCipher.create()).https(other).start()) {
      Cli secure = Cli.plain().withGoldenKey().with("--base-url=" + https.baseUrl());
      String ca = file("ca.pem", other.certificatePem());

      assertFailure(6, "ApiConnectionException", secure.chat(PROMPT, "--ca-file", ca));
      assertEquals(0, https.keyFetches());
    }
  }

  static Stream<Script> lostConnections() {
    return Stream.of(
        Script.closedBeforeStatus(),
        Script.closedMidBody(),
        Script.rawResponse(new byte[] {'?', '\n'}));
  }

  @ParameterizedTest
  @MethodSource("lostConnections")
  void lostConnection(Script script) {
    router.next(script);

    assertFailure(6, "ApiConnectionException", cli.chat(PROMPT, ONCE));
  }
}
