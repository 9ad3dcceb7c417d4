// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.NomyoException;
import java.util.Optional;

/**
 * What became of asking for the router's key, which is what a chat begins with.
 *
 * @param exchange what the transport saw
 * @param pem the key, if it is one to seal for
 * @param failure what a chat would fail with, if it is not
 */
record KeyFetch(
    RecordedTransport exchange, Optional<String> pem, Optional<NomyoException> failure) {

  static KeyFetch by(SecureCompletionClient client, RecordedTransport exchange) {
    try {
      return new KeyFetch(exchange, Optional.of(client.fetchServerPublicKey()), Optional.empty());
    } catch (NomyoException failure) {
      return new KeyFetch(exchange, Optional.empty(), Optional.of(failure));
    }
  }

  /** Whether the router answered, whatever it said. */
  boolean answered() {
    return exchange.response().isPresent();
  }

  /**
   * Whether an exchange over TLS came no further than that; with TLS 1.3, one that was sent may.
   */
  boolean endedInTls() {
    return exchange
        .broken()
        .filter(failure -> !failure.maybeSent() || failure.kind() == Kind.TLS)
        .isPresent();
  }
}
