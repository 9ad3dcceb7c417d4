package ai.nomyo.cli;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.error.NomyoException;
import java.util.Optional;
import java.util.Set;

/**
 * What became of asking for the router's key, which is what a chat begins with.
 *
 * @param exchange what the transport saw
 * @param pem the key, if it is one to seal for
 * @param failure what a chat would fail with, if it is not
 */
record KeyFetch(
    RecordedTransport exchange, Optional<String> pem, Optional<NomyoException> failure) {

  private static final Set<Kind> TLS = Set.of(Kind.TLS, Kind.TLS_PIN);

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

  /** Whether it went wrong before TLS stood. */
  boolean endedInTls() {
    return !answered()
        && (exchange.peer().isEmpty() || exchange.broken().filter(TLS::contains).isPresent());
  }
}
