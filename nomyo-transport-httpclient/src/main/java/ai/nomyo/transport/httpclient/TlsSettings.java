// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.transport.httpclient.HttpClientTransport.TlsPeer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/** What a builder was told about TLS, and the handshake that follows from it. For one thread. */
final class TlsSettings {

  private @Nullable Path caFile;
  private @Nullable Path clientCertificate;
  private @Nullable Path clientKey;
  private @Nullable SSLContext context;
  private @Nullable Consumer<TlsPeer> observer;
  private TlsPins pins = TlsPins.none();

  void trustOnly(Path caPem) {
    this.caFile = caPem;
  }

  void show(Path certificatePem, Path keyPem) {
    this.clientCertificate = certificatePem;
    this.clientKey = keyPem;
  }

  void speakWith(SSLContext given) {
    this.context = given;
  }

  void tell(Consumer<TlsPeer> told) {
    this.observer = told;
  }

  /**
   * @throws InvalidInputException if it is no pin
   */
  void pin(String pin) {
    this.pins = pins.and(pin);
  }

  /**
   * Reads the files.
   *
   * @throws InvalidInputException if one cannot be used, or something is beside a given context
   */
  TlsSocketStrategy handshake() {
    TlsSocketStrategy strict = strict();
    return new TlsHandshake(pins.isEmpty() ? strict : new PinnedTls(strict, pins));
  }

  private TlsSocketStrategy strict() {
    if (context != null) {
      requireNothingBeside();
      return PooledClient.strict(context);
    }
    KeyManager[] identity = identity();
    Optional<Consumer<TlsPeer>> told = Optional.ofNullable(observer);
    if (caFile == null) {
      return new DeferredTls(() -> strict(identity, watched(TrustedAuthorities.ofTheJvm(), told)));
    }
    return strict(identity, watched(TrustedAuthorities.only(caFile), told));
  }

  private void requireNothingBeside() {
    if (caFile != null || clientCertificate != null || observer != null) {
      throw new InvalidInputException(
          "TLS context", "one beside files of certificates or an observer", "one of the two");
    }
  }

  private static TrustManager[] watched(
      TrustManager[] trust, Optional<Consumer<TlsPeer>> observer) {
    return observer.map(told -> WatchedTrust.watching(trust, told)).orElse(trust);
  }

  private static TlsSocketStrategy strict(KeyManager @Nullable [] identity, TrustManager[] trust) {
    return PooledClient.strict(TlsContext.of(identity, trust));
  }

  private KeyManager @Nullable [] identity() {
    return clientCertificate == null || clientKey == null
        ? null
        : ClientIdentity.in(clientCertificate, clientKey);
  }
}
