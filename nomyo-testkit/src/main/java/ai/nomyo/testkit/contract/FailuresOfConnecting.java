// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** There is no connection, so nothing can have been sent. */
final class FailuresOfConnecting {

  private static final Timeouts SHORT_CONNECT =
      new Timeouts(Duration.ofMillis(200), Duration.ofHours(1));

  private FailuresOfConnecting() {}

  static List<FailingExchange> all() {
    return List.of(
        unsent(
            "unknown host",
            Kind.UNKNOWN_HOST,
            Situation.at(URI.create("http://nobody.invalid:8080/"))),
        unsent("nobody listening", Kind.CONNECT, FailuresOfConnecting::refused),
        unsent(
            "silence in the handshake until the connect timeout",
            Kind.TIMEOUT,
            Situation.with(
                ExchangeStage.HANDSHAKE::serve, uri -> Requests.get(uri, SHORT_CONNECT))),
        unsent(
            "trickle in the handshake until the connect timeout",
            Kind.TIMEOUT,
            Situation.with(
                FailuresOfConnecting::trickling, uri -> Requests.get(uri, SHORT_CONNECT))),
        unsent(
            "silence in the handshake until the attempt timeout",
            Kind.TIMEOUT,
            Situation.timeoutAt(ExchangeStage.HANDSHAKE)),
        unsent(
            "interrupt in the handshake",
            Kind.CANCELLED,
            Situation.interruptAt(ExchangeStage.HANDSHAKE)));
  }

  private static FailingExchange unsent(String name, Kind kind, Situation situation) {
    return new FailingExchange(name, kind, false, situation);
  }

  /** A port that is taken, so that nobody else can begin to listen there. */
  private static TransportException refused(Transport transport) throws Exception {
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      return Situation.at(URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/"))
          .failureOn(transport);
    }
  }

  private static ScriptedServer trickling() {
    return ScriptedServer.httpBehindHttpsUri(FailuresOfConnecting::trickle);
  }

  private static void trickle(ScriptedConnection connection)
      throws IOException, InterruptedException {
    connection.awaitFirstByte();
    // The head of a handshake record of 16 KiB (RFC 8446, section 5.1).
    connection.write(new byte[] {22, 3, 3, 64, 0});
    ExchangeStage.trickle(connection);
  }
}
