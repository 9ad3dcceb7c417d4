// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.error.NomyoException;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.fault.Fault;
import ai.nomyo.testkit.fault.FaultProxy;
import ai.nomyo.transport.httpclient.HttpClientTransport;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client, a router, and another way to the router, on which one of the two exchanges fails: the
 * fetch of the key or the sealed request. The other one goes straight to the router.
 */
final class FaultScene implements AutoCloseable {

  /** Passes whenever something never comes; long enough for what does. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** The exchange that fails. */
  enum Exchange {
    KEY_FETCH("GET"),
    POST("POST");

    private final String method;

    Exchange(String method) {
      this.method = method;
    }
  }

  private final FakeRouter router;
  private final Path secureCertificate;
  private final Exchange exchange;
  private final FaultProxy proxy;
  private final FaultProxy secureProxy;
  private final List<Closeable> unanswered = new ArrayList<>();
  private final HttpClientTransport.Builder http = HttpClientTransport.builder();
  private final ClientBuilder client;
  private RequestOptions options = RequestOptions.none();
  private URI way;

  /**
   * @param secureRouter speaks TLS, as 127.0.0.1 and under no name; never answers here
   * @param secureCertificate what it shows
   */
  FaultScene(
      FakeRouter router, FakeRouter secureRouter, Path secureCertificate, Exchange exchange) {
    this.router = router;
    this.secureCertificate = secureCertificate;
    this.exchange = exchange;
    this.proxy = FaultProxy.inFrontOf(router.baseUrl());
    this.secureProxy = FaultProxy.inFrontOf(secureRouter.baseUrl());
    this.client = Flow.client(router);
    this.way = proxy.baseUrl();
  }

  // What a row of the table says about it.

  /** The exchange meets with this on its way. */
  FaultScene fault(Fault fault) {
    proxy.next(fault);
    secureProxy.next(fault);
    return this;
  }

  /** Nobody listens there. */
  FaultScene refused() {
    proxy.refuse();
    return this;
  }

  /** The router answers the exchange so. */
  FaultScene script(Script script) {
    if (exchange == Exchange.KEY_FETCH) {
      router.nextKeyFetch(script);
    } else {
      router.next(script);
    }
    return this;
  }

  /** The way of the exchange leads there. */
  FaultScene to(URI other) {
    way = other;
    return this;
  }

  /** Connections are neither accepted nor refused there: the queue of those that wait is full. */
  FaultScene toFullQueue() {
    try {
      ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      unanswered.add(deaf);
      for (int i = 0; i < 4; i++) {
        SocketChannel waiting = SocketChannel.open();
        unanswered.add(waiting);
        waiting.configureBlocking(false);
        waiting.connect(deaf.getLocalSocketAddress());
      }
      return to(URI.create("http://127.0.0.1:" + deaf.getLocalPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The exchange goes over TLS. */
  FaultScene overTls() {
    return to(secureProxy.baseUrl());
  }

  /** The exchange goes over TLS to a name that is not in the certificate. */
  FaultScene overTlsToAnotherName() {
    return to(URI.create("https://localhost:" + secureProxy.baseUrl().getPort()));
  }

  /** The exchange goes over TLS, which the router does not speak. */
  FaultScene overTlsThatIsNone() {
    return to(URI.create("https://127.0.0.1:" + proxy.baseUrl().getPort()));
  }

  /** The client trusts the certificate of the router that speaks TLS. */
  FaultScene trusting() {
    http.trustingOnly(secureCertificate);
    return this;
  }

  /** The timeouts are shorter than what happens. */
  FaultScene impatient() {
    options = RequestOptions.builder().timeouts(new Timeouts(PATIENCE, PATIENCE)).build();
    return this;
  }

  /** The deadline of the call is shorter than what happens, the timeouts are not. */
  FaultScene hurried() {
    options = RequestOptions.builder().deadline(PATIENCE).build();
    return this;
  }

  /** The settings of the client's transport. */
  HttpClientTransport.Builder http() {
    return http;
  }

  /** The settings of the client. */
  ClientBuilder client() {
    return client;
  }

  /** What the call fails with. */
  NomyoException failure() {
    try (SecureCompletionClient built =
        client.transport(new OtherWay(http.build(), exchange.method, way)).buildProtocolClient()) {
      if (exchange == Exchange.POST) {
        built.fetchServerPublicKey();
      }
      return assertThrows(
          NomyoException.class,
          () -> built.sendSecureRequest(Flow.asking("x"), Flow.freshId(), options));
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    secureProxy.close();
    for (Closeable each : unanswered) {
      each.close();
    }
  }

  /** Leads the requests of one method elsewhere. */
  private record OtherWay(Transport transport, String method, URI way) implements Transport {

    @Override
    public TransportResponse send(TransportRequest request) throws TransportException {
      return transport.send(request.method().equals(method) ? led(request) : request);
    }

    private TransportRequest led(TransportRequest request) {
      return new TransportRequest(
          request.method(),
          way.resolve(request.uri().getRawPath()),
          request.headers(),
          request.body(),
          request.timeouts(),
          request.maxResponseBytes());
    }

    @Override
    public void close() {
      transport.close();
    }
  }
}
