package ai.nomyo.core.port;

import org.jspecify.annotations.Nullable;

/** An exchange brought no whole response. */
public final class TransportException extends Exception {

  /** Why. */
  public enum Kind {
    /** The host's name is not known. */
    UNKNOWN_HOST,
    /** No connection could be made. */
    CONNECT,
    /** The TLS handshake failed, or the certificate is not trusted. */
    TLS,
    /** A timeout passed. */
    TIMEOUT,
    /** The connection broke, or ended before the response did, or its body's framing is broken. */
    CONNECTION_LOST,
    /** The head of what came back is not HTTP. */
    PROTOCOL,
    /** The thread was interrupted, or the transport closed; an interrupt status is kept. */
    CANCELLED
  }

  private final Kind kind;

  /**
   * @param message without headers' values
   * @param cause the transport's own error
   */
  public TransportException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
