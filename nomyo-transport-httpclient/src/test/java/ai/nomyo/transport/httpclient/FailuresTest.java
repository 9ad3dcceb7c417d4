// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is made of the exceptions of HttpClient, before the gate and behind it. */
final class FailuresTest {

  private final SendGate gate = new SendGate();
  private final Failures failures =
      new Failures(
          Loopback.get(URI.create("https://127.0.0.1/")),
          Optional.empty(),
          new ConnectDeadline(Duration.ofSeconds(1), false),
          gate);

  @TestFactory
  Stream<DynamicTest> beforeTheGate() {
    return Stream.of(
        is(Kind.UNKNOWN_HOST, new UnknownHostException("nobody.invalid")),
        is(Kind.CONNECT, new ConnectException("refused")),
        is(Kind.CONNECT, new ClientProtocolException("of a proxy")),
        is(Kind.CONNECT, HandshakeException.of(new EOFException())),
        is(Kind.TLS, HandshakeException.of(new SSLException("alert"))),
        is(Kind.TIMEOUT, new SocketTimeoutException()));
  }

  @TestFactory
  Stream<DynamicTest> behindTheGate() throws Exception {
    gate.pass();
    return Stream.of(
        is(Kind.TLS, new SSLException("alert")),
        is(Kind.CONNECTION_LOST, new SSLException("reset", new SocketException())),
        is(Kind.CONNECTION_LOST, new SSLException("a", new IOException("b", new EOFException()))),
        is(Kind.CONNECTION_LOST, new SocketException("Connection reset")),
        is(Kind.PROTOCOL, new ClientProtocolException("no HTTP")),
        is(Kind.PROTOCOL, new IllegalArgumentException("of a parser")),
        is(Kind.TIMEOUT, new SocketTimeoutException()));
  }

  private DynamicTest is(Kind kind, Exception thrown) {
    return DynamicTest.dynamicTest(
        thrown.toString(),
        () -> {
          TransportException failure = failures.of(thrown);
          assertEquals(kind, failure.kind());
          assertEquals(gate.passed(), failure.maybeSent());
        });
  }

  @Test
  void errorsAndFailuresThatAreKnown_areHandedOn() {
    Error error = new LinkageError("planted");
    TransportException known = failures.refusedByProxy(503);

    assertSame(error, assertThrows(LinkageError.class, () -> failures.of(error)));
    assertSame(known, failures.of(known));
  }
}
