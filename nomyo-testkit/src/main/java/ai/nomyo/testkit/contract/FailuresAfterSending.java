// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.port.TransportException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The request, or some of it, is on its way when the exchange fails. */
final class FailuresAfterSending {

  private static final String HALF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234";

  private FailuresAfterSending() {}

  static List<FailingExchange> all() {
    return Stream.of(endedFromThisSide(), lostConnections(), lostTls(), notHttp())
        .flatMap(List::stream)
        .toList();
  }

  private static List<FailingExchange> endedFromThisSide() {
    return Stream.of(ExchangeStage.values())
        .filter(ExchangeStage::maybeSent)
        .flatMap(
            stage ->
                Stream.of(
                    sent("timeout at " + stage, Kind.TIMEOUT, Situation.timeoutAt(stage)),
                    sent("interrupt at " + stage, Kind.CANCELLED, Situation.interruptAt(stage))))
        .toList();
  }

  private static List<FailingExchange> lostConnections() {
    return List.of(
        sent(
            "reset while sending",
            Kind.CONNECTION_LOST,
            Situation.with(
                () -> ScriptedServer.http(FailuresAfterSending::resetAtTheFirstByte),
                uri -> Requests.postTooMuchForBuffers(uri, Requests.PATIENT))),
        sent(
            "end of a connection that was used before",
            Kind.CONNECTION_LOST,
            Situation.withSecondRequest(
                () -> ScriptedServer.http(FailuresAfterSending::answerTheFirstOfTwo))),
        lost("end before the head", ""),
        lost("end within the head", "HTTP/1.1 200 OK\r\nContent-Le"),
        lost("end within the body", HALF_A_BODY),
        lostToReset("reset before the head", ""),
        lostToReset("reset within the head", "HTTP/1.1 200 OK\r\nContent-Le"),
        lostToReset("reset within the body", HALF_A_BODY),
        lost("broken chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
  }

  private static void resetAtTheFirstByte(ScriptedConnection connection) throws IOException {
    connection.awaitFirstByte();
    connection.reset();
  }

  private static void answerTheFirstOfTwo(ScriptedConnection connection) throws IOException {
    connection.read();
    connection.write(HttpText.response(200, "", HttpText.bytes("fine")));
    connection.read();
  }

  private static List<FailingExchange> lostTls() {
    return List.of(
        sent(
            "end before the head, over TLS",
            Kind.CONNECTION_LOST,
            Situation.with(() -> secure(ScriptedConnection::read))),
        sent(
            "reset within the body, over TLS",
            Kind.CONNECTION_LOST,
            Situation.with(() -> secure(resetAfter(HALF_A_BODY)))),
        sent(
            "alert: a client certificate is wanted, TLS 1.3",
            Kind.TLS,
            Situation.with(
                () ->
                    ScriptedServer.httpBehindHttpsUri(
                        connection ->
                            connection.wantClientCertificate(
                                ContractCertificates.TRUSTED.sslContext())))));
  }

  private static ScriptedServer secure(ScriptedServer.Script script) {
    return ScriptedServer.https(ContractCertificates.TRUSTED.sslContext(), script);
  }

  private static List<FailingExchange> notHttp() {
    return List.of(
        garbage("another protocol", "220 mail.example.org ESMTP\r\n\r\n"),
        garbage("a page without a head", "<html>\r\n<p>404</p>\r\n</html>\r\n\r\n"),
        garbage("no status", "HTTP/1.1 OK\r\n\r\n"),
        garbage("another version", "HTTP/9.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        garbage("a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"),
        garbage("a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n"),
        garbage("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"));
  }

  private static FailingExchange garbage(String name, String answer) {
    return sent(name, Kind.PROTOCOL, Situation.with(() -> answering(answer)));
  }

  private static FailingExchange lost(String name, String answer) {
    return sent(name, Kind.CONNECTION_LOST, Situation.with(() -> answering(answer)));
  }

  private static ScriptedServer answering(String answer) {
    return ScriptedServer.http(ScriptedServer.answeringOnce(HttpText.bytes(answer)));
  }

  private static FailingExchange lostToReset(String name, String answer) {
    return sent(
        name, Kind.CONNECTION_LOST, Situation.with(() -> ScriptedServer.http(resetAfter(answer))));
  }

  private static ScriptedServer.Script resetAfter(String answer) {
    return connection -> {
      connection.read();
      connection.write(answer);
      connection.reset();
    };
  }

  private static FailingExchange sent(String name, Kind kind, Situation situation) {
    return new FailingExchange(name, kind, true, situation);
  }
}
