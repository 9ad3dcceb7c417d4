// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.TransportException.Kind;
import java.io.IOException;
import java.util.Optional;

/** A TLS handshake came to no good end; the message says why. */
final class HandshakeException extends IOException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  private HandshakeException(Kind kind, String reason, Exception cause) {
    super(reason, cause);
    this.kind = kind;
  }

  /** The failure of a handshake, in the words of a TLS provider. */
  static HandshakeException of(Exception failure) {
    if (failure instanceof TlsPinMismatchException) {
      return new HandshakeException(Kind.TLS_PIN, failure.getMessage(), failure);
    }
    if (failure instanceof TlsSetUpException) {
      return new HandshakeException(Kind.TLS, failure.getMessage(), failure);
    }
    // Before the network, which a provider may have asked about the certificate in vain.
    Optional<String> flaw = CertificateFlaw.in(failure);
    if (flaw.isEmpty() && CauseChain.hasBrokenConnection(failure)) {
      return new HandshakeException(
          Kind.CONNECT, "the connection was lost during the TLS handshake", failure);
    }
    return new HandshakeException(Kind.TLS, flaw.orElse("the TLS handshake failed"), failure);
  }

  /** {@code TLS}, {@code TLS_PIN} or, when the network is to blame, {@code CONNECT}. */
  Kind kind() {
    return kind;
  }
}
