// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import ai.nomyo.transport.httpclient.HttpClientTransport.TlsPeer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The transport of every client, with a record of its last exchange. One thread at a time. */
final class RecordedTransport implements Transport {

  private final AtomicReference<TlsPeer> peer = new AtomicReference<>();
  private final HttpClientTransport transport;
  private @Nullable TransportResponse response;
  private @Nullable TransportException broken;
  private long millis;
  private Instant end = Instant.EPOCH;

  RecordedTransport(HttpClientTransport.Builder settings) {
    this.transport = settings.observingTls(peer::set).build();
  }

  @Override
  public TransportResponse send(TransportRequest request) throws TransportException {
    long start = System.nanoTime();
    try {
      response = transport.send(request);
      return response;
    } catch (TransportException failed) {
      broken = failed;
      throw failed;
    } finally {
      millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      end = Instant.now();
    }
  }

  Optional<InetSocketAddress> proxyTo(URI server) {
    return transport.proxyTo(server);
  }

  /** What the TLS server showed, if it came to that. */
  Optional<TlsPeer> peer() {
    return Optional.ofNullable(peer.get());
  }

  /** The response, if there was a whole one. */
  Optional<TransportResponse> response() {
    return Optional.ofNullable(response);
  }

  /** Why there was none. */
  Optional<TransportException> broken() {
    return Optional.ofNullable(broken);
  }

  /** How long the exchange took. */
  long millis() {
    return millis;
  }

  /** When it was over, by this machine's clock. */
  Instant end() {
    return end;
  }

  @Override
  public void close() {
    transport.close();
  }
}
