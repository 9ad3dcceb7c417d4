// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * TLS does not come about: the network is to blame, which is {@code CONNECT}, or TLS itself. In
 * either case nothing can have been sent.
 */
final class FailuresOfHandshakes {

  private static final byte PROTOCOL_VERSION = 70;
  private static final byte HANDSHAKE_FAILURE = 40;
  private static final byte[] OK = HttpText.response(200, "", new byte[0]);

  private FailuresOfHandshakes() {}

  static List<FailingExchange> all() {
    return Stream.of(ofTheNetwork(), ofTls()).flatMap(List::stream).toList();
  }

  private static List<FailingExchange> ofTheNetwork() {
    return List.of(
        lost("end at once", connection -> {}),
        lost("reset at once", ScriptedConnection::reset),
        lost("end for an answer", ScriptedConnection::awaitFirstByte),
        lost(
            "reset for an answer",
            connection -> {
              connection.awaitFirstByte();
              connection.reset();
            }),
        lost(
            "end within a record",
            connection -> {
              connection.awaitFirstByte();
              connection.write(new byte[] {22, 3, 3, 64, 0, 2});
            }),
        lost("end after the server's hello, TLS 1.2", afterHello("TLSv1.2")),
        lost("end after the server's hello, TLS 1.3", afterHello("TLSv1.3")),
        lost("reset after the server's hello, TLS 1.2", resetAfterHello("TLSv1.2")),
        lost("reset after the server's hello, TLS 1.3", resetAfterHello("TLSv1.3")));
  }

  private static ScriptedServer.Script afterHello(String version) {
    return connection -> connection.sayHello(ContractCertificates.TRUSTED.sslContext(), version);
  }

  private static ScriptedServer.Script resetAfterHello(String version) {
    return connection -> {
      afterHello(version).play(connection);
      connection.reset();
    };
  }

  private static List<FailingExchange> ofTls() {
    return List.of(
        refused("certificate of a stranger", ContractCertificates.STRANGER),
        refused("certificate for another host", ContractCertificates.OF_ANOTHER_HOST),
        refused("expired certificate", ContractCertificates.EXPIRED),
        tls("alert: no common version", alert(PROTOCOL_VERSION)),
        tls("alert: no common cipher", alert(HANDSHAKE_FAILURE)),
        tls(
            "plain HTTP",
            connection -> {
              connection.awaitFirstByte();
              connection.write(HttpText.response(400, "", HttpText.bytes("speak HTTP")));
              connection.hold();
            }));
  }

  /** A fatal alert (RFC 8446, section 6). */
  private static ScriptedServer.Script alert(byte description) {
    return connection -> {
      connection.awaitFirstByte();
      connection.write(new byte[] {21, 3, 3, 0, 2, 2, description});
      connection.hold();
    };
  }

  private static FailingExchange lost(String name, ScriptedServer.Script script) {
    return inHandshake(name, Kind.CONNECT, script);
  }

  private static FailingExchange tls(String name, ScriptedServer.Script script) {
    return inHandshake(name, Kind.TLS, script);
  }

  private static FailingExchange inHandshake(String name, Kind kind, ScriptedServer.Script script) {
    return new FailingExchange(
        "in the handshake: " + name,
        kind,
        false,
        Situation.with(() -> ScriptedServer.httpBehindHttpsUri(script)));
  }

  private static FailingExchange refused(String name, SelfSignedCertificate shown) {
    return new FailingExchange(
        name,
        Kind.TLS,
        false,
        Situation.with(
            () -> ScriptedServer.https(shown.sslContext(), ScriptedServer.answeringOnce(OK))));
  }
}
