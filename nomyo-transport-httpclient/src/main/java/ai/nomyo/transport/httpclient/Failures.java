package ai.nomyo.transport.httpclient;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Says why there is no response from a server: where, and what kind of failure. */
final class Failures {

  private final String server;
  private final boolean secure;

  Failures(URI uri, Optional<ProxyServer> proxy) {
    this.secure = "https".equalsIgnoreCase(uri.getScheme());
    this.server =
        uri.getHost()
            + ":"
            + port(uri, secure)
            + proxy.map(way -> " through the proxy " + way).orElse("");
  }

  private static int port(URI uri, boolean secure) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return secure ? 443 : 80;
  }

  TransportException of(Kind kind, String reason, @Nullable Throwable cause) {
    return new TransportException(
        kind, !kind.comesBeforeSending(), "No response from " + server + ": " + reason, cause);
  }

  TransportException timeout(boolean connecting, Timeouts timeouts) {
    return connecting
        ? of(Kind.TIMEOUT, "no connection within " + millis(timeouts.connect()), null)
        : of(Kind.TIMEOUT, "not whole within " + millis(timeouts.attempt()), null);
  }

  private static String millis(Duration duration) {
    return duration.toMillis() + " ms";
  }

  TransportException refusedByProxy(int status) {
    return of(Kind.CONNECT, "the proxy opened no tunnel but answered with " + status, null);
  }

  /**
   * The failure of an exchange.
   *
   * @param connecting whether there was no connection yet
   * @throws Error if that was the failure
   */
  TransportException of(Throwable failure, boolean connecting) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof TransportException known) {
      return known;
    }
    Kind kind = kind(withoutTlsAround(failure), connecting);
    return of(
        kind, reason(kind, failure) + " (" + failure.getClass().getSimpleName() + ")", failure);
  }

  // A connection reset below TLS is no failure of TLS.
  private static Throwable withoutTlsAround(Throwable failure) {
    return failure instanceof SSLException && failure.getCause() instanceof SocketException socket
        ? socket
        : failure;
  }

  private Kind kind(Throwable failure, boolean connecting) {
    if (failure instanceof UnknownHostException) {
      return Kind.UNKNOWN_HOST;
    }
    if (failure instanceof InterruptedIOException) {
      return Kind.TIMEOUT;
    }
    if (failure instanceof SSLException) {
      return Kind.TLS;
    }
    if (connecting && isOfHttp(failure)) {
      // Only a proxy speaks HTTP before the connection stands.
      return Kind.CONNECT;
    }
    if (connecting) {
      // JSSE providers other than the JDK's fail a handshake with exceptions of their own.
      return secure && !(failure instanceof SocketException) ? Kind.TLS : Kind.CONNECT;
    }
    return isProtocolFailure(failure) ? Kind.PROTOCOL : Kind.CONNECTION_LOST;
  }

  private static boolean isOfHttp(Throwable failure) {
    return failure instanceof ClientProtocolException
        || failure instanceof MessageConstraintException
        || failure instanceof NoHttpResponseException
        || failure instanceof ConnectionClosedException;
  }

  // Unchecked exceptions come from parsing what a server sent.
  private static boolean isProtocolFailure(Throwable failure) {
    return failure instanceof ClientProtocolException
        || failure instanceof MessageConstraintException
        || failure instanceof RuntimeException;
  }

  private static String reason(Kind kind, Throwable failure) {
    if (failure instanceof TlsPinMismatchException) {
      return failure.getMessage();
    }
    return failure instanceof MessageConstraintException
        ? "more or longer lines than the head of a response may have"
        : reason(kind);
  }

  private static String reason(Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> "the host is not known";
      case CONNECT -> "no connection could be made";
      case TLS -> "the TLS handshake failed";
      case TLS_PIN -> "the TLS server's key is not a pinned one";
      case TIMEOUT -> "a timeout passed";
      case CONNECTION_LOST -> "the connection broke";
      case PROTOCOL -> "what came back is not HTTP";
      case CANCELLED -> "the exchange was cancelled";
    };
  }
}
