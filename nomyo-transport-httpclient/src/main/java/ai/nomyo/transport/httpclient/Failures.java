// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * Says why there is no response from a server: where, what kind of failure, and whether anything
 * may have been sent.
 */
final class Failures {

  private final TransportRequest request;
  private final Optional<ProxyServer> proxy;
  private final ConnectDeadline connect;
  private final SendGate gate;

  Failures(
      TransportRequest request,
      Optional<ProxyServer> proxy,
      ConnectDeadline connect,
      SendGate gate) {
    this.request = request;
    this.proxy = proxy;
    this.connect = connect;
    this.gate = gate;
  }

  TransportException of(Kind kind, String reason, @Nullable Throwable cause) {
    return new TransportException(
        kind, gate.passed(), "No response from " + server() + ": " + reason, cause);
  }

  private String server() {
    URI uri = request.uri();
    return uri.getHost()
        + ":"
        + port(uri)
        + proxy.map(way -> " through the proxy " + way).orElse("");
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  TransportException refusedByProxy(int status) {
    return of(Kind.CONNECT, "the proxy opened no tunnel but answered with " + status, null);
  }

  TransportException timeout(@Nullable Throwable cause) {
    Duration limit = connect.isPast() ? request.timeouts().connect() : request.timeouts().attempt();
    return of(Kind.TIMEOUT, missing() + " within " + limit.toMillis() + " ms", cause);
  }

  private String missing() {
    if (gate.passed()) {
      return "not whole";
    }
    return connect.running() ? "no connection" : "no free connection";
  }

  /**
   * The failure of an exchange.
   *
   * @throws Error if that was the failure
   */
  TransportException of(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof TransportException known) {
      return known;
    }
    if (failure instanceof InterruptedIOException) {
      return timeout(failure);
    }
    return gate.passed() ? afterSending(failure) : beforeSending(failure);
  }

  private TransportException beforeSending(Throwable failure) {
    if (failure instanceof HandshakeException handshake) {
      return named(handshake.kind(), handshake.getMessage(), handshake.getCause());
    }
    return failure instanceof UnknownHostException
        ? named(Kind.UNKNOWN_HOST, "the host is not known", failure)
        : named(Kind.CONNECT, "no connection could be made", failure);
  }

  private TransportException afterSending(Throwable failure) {
    if (failure instanceof SSLException && !CauseChain.hasBrokenConnection(failure)) {
      // With TLS 1.3 a server says only now that it wants another certificate of the client.
      return named(Kind.TLS, "TLS failed after the handshake", failure);
    }
    if (failure instanceof MessageConstraintException) {
      return named(
          Kind.PROTOCOL, "more or longer lines than the head of a response may have", failure);
    }
    return isProtocolFailure(failure)
        ? named(Kind.PROTOCOL, "what came back is not HTTP", failure)
        : named(Kind.CONNECTION_LOST, "the connection broke", failure);
  }

  // Unchecked exceptions come from parsing what a server sent.
  private static boolean isProtocolFailure(Throwable failure) {
    return failure instanceof ClientProtocolException || failure instanceof RuntimeException;
  }

  private TransportException named(Kind kind, String reason, Throwable failure) {
    return of(kind, reason + " (" + failure.getClass().getSimpleName() + ")", failure);
  }
}
