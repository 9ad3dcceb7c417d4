// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import org.jspecify.annotations.Nullable;

/** An exchange brought no whole response. */
public final class TransportException extends Exception {

  /** Why. */
  public enum Kind {
    /** The host's name is not known. */
    UNKNOWN_HOST,
    /** No connection could be made, or it was lost before its TLS handshake was over. */
    CONNECT,
    /**
     * The TLS handshake failed, or the certificate is not trusted. With TLS 1.3 a server may say so
     * only when it has the request.
     */
    TLS,
    /** The server's certificate is good, but its key is not one of those that were pinned. */
    TLS_PIN,
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
  private final boolean maybeSent;

  /**
   * @param maybeSent whether the server may have got the request, in whole or in part
   * @param message without headers' values
   * @param cause the transport's own error
   */
  public TransportException(
      Kind kind, boolean maybeSent, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.maybeSent = maybeSent;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /**
   * Whether the server may have got the request, in whole or in part; false only when it is certain
   * that nothing of it left this machine.
   */
  public boolean maybeSent() {
    return maybeSent;
  }
}
