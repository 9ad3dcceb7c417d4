// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.DaemonThreads;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.transport.httpclient.ProxyServer.Protocol;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Carries exchanges over HTTP/1.1 with Apache HttpClient 5. Safe for use by many threads.
 *
 * <p>Up to 64 connections are open at once, all of which one host may have; further exchanges wait
 * for a free one within their attempt timeout. Connections are kept alive and checked before each
 * reuse, which takes up to a millisecond and spares a request that a server, having closed the
 * connection meanwhile, would never answer. One that was not used for the idle timeout, a minute by
 * default, is closed.
 *
 * <p>The head of a response has at most 100 headers, each line at most 16,384 characters; any more
 * is {@code PROTOCOL}. Its body is read up to the size that the request allows and comes as it was
 * sent: no encoding is offered, and none taken off.
 *
 * <p>TLS is 1.2 or 1.3 and host names are checked. Files of certificates are read when the
 * transport is built; the JVM's trust settings, and the authorities that they name, with the first
 * TLS connection. A proxy is used only when one is named: no system property and no variable of the
 * environment chooses one. To a request's own headers are added {@code Host}, {@code
 * Content-Length}, {@code Connection} and {@code User-Agent: nomyo-java/ VERSION}, and no others.
 *
 * <p>A failure's {@code maybeSent()} is exact: it is false until the head of the request itself is
 * handed to the connection, and true from then on. So it is false for what fails in the name
 * lookup, in the wait for a free connection, in connecting, in asking a proxy for a tunnel and in
 * the TLS handshake, and when the exchange is ended in any of these; its request is not sent any
 * more then. Nothing is ever sent a second time.
 *
 * <p>A connection that breaks within the TLS handshake is {@code CONNECT}; {@code TLS} is for what
 * TLS refuses, and the message says so if the certificate has expired, is not for this host name or
 * is not trusted, or if the JVM's authorities cannot be read. With TLS 1.3 a server says only after
 * the request that it wants another certificate of the client: that is {@code TLS} too, if the word
 * arrives before the connection breaks. Bouncy Castle's TLS does not tell all of this apart: there,
 * a handshake that ends without a word is {@code TLS}, and what a server refuses after it {@code
 * CONNECTION_LOST}.
 *
 * <p>Each exchange runs on a thread of the transport, a virtual one where the JVM has them, while
 * the caller waits: so a deadline, an interrupt or {@link #close} ends the waiting at once and
 * closes the exchange's socket, whatever that thread is blocked in. No read has a timeout of its
 * own.
 */
public final class HttpClientTransport implements Transport {

  static final int MAX_CONNECTIONS = 64;
  static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

  /**
   * What a TLS server showed of itself, and what is to be said of it. For people who look for the
   * reason of a failure: the transport judges by itself.
   *
   * @param protocol the version agreed on, such as {@code TLSv1.3}
   * @param cipherSuite agreed on, by its standard name
   * @param certificate the server's own
   * @param namesHost whether it was issued for the host that was asked for
   * @param distrust why no trusted authority vouches for it; empty when one does
   */
  public record TlsPeer(
      String protocol,
      String cipherSuite,
      X509Certificate certificate,
      boolean namesHost,
      Optional<String> distrust) {}

  private final CloseableHttpClient client;
  private final ProxyRoutes routes;
  final ExecutorService threads = DaemonThreads.newExecutor("nomyo-exchange");
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private HttpClientTransport(CloseableHttpClient client, ProxyRoutes routes) {
    this.client = client;
    this.routes = routes;
  }

  /**
   * A builder with the defaults described above.
   *
   * @throws InvalidInputException if the HttpClient on the class path is older than 5.5
   */
  public static Builder builder() {
    HttpClientVersion.require();
    return new Builder();
  }

  /**
   * The proxy that requests to a server go through.
   *
   * @return its host and port, not looked up; empty when the server is connected to without one
   */
  public Optional<InetSocketAddress> proxyTo(URI server) {
    return routes
        .to(server)
        .map(proxy -> InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
  }

  @Override
  public TransportResponse send(TransportRequest request) throws TransportException {
    Exchange exchange = new Exchange(client, routes, request);
    running.add(exchange);
    try {
      start(exchange);
      return exchange.await();
    } finally {
      running.remove(exchange);
    }
  }

  // close() sets the flag before it looks for running exchanges, send() registers its exchange
  // before it looks at the flag: one of them always sees the other.
  private void start(Exchange exchange) throws TransportException {
    if (closed) {
      throw exchange.closed();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw exchange.interrupted(null);
    }
    try {
      threads.execute(exchange);
    } catch (RejectedExecutionException e) {
      throw exchange.closed();
    }
  }

  /** Ends running exchanges with {@code CANCELLED} and closes all connections. Idempotent. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Exchange::abort);
    client.close(CloseMode.IMMEDIATE);
    routes.erase();
    threads.shutdown();
  }

  /** Settings of a transport. For one thread. */
  public static final class Builder {

    private final TlsSettings tls = new TlsSettings();
    private @Nullable ProxyServer proxy;
    private @Nullable ProxyCredentials proxyCredentials;
    private DirectHosts directHosts = DirectHosts.none();
    private int maxConnections = MAX_CONNECTIONS;
    private Duration idleTimeout = IDLE_TIMEOUT;

    private Builder() {}

    /**
     * Trusts the certificate authorities of this file and no others. By default the JVM's are
     * trusted: those that {@code javax.net.ssl.trustStore} names at the first TLS connection, or
     * the ones it came with.
     *
     * @param caPem X.509 certificates in PEM, one or more; read by {@link #build}
     */
    public Builder trustingOnly(Path caPem) {
      tls.trustOnly(caPem);
      return this;
    }

    /**
     * Speaks TLS with this context, such as one of another provider. It is used as it is: it alone
     * says whom to trust and what to show of oneself. Versions and host names are checked as ever.
     * By default the context is the JVM's, with the trust that {@link #trustingOnly} describes.
     *
     * @param context initialised; may be shared with others
     */
    public Builder tls(SSLContext context) {
      tls.speakWith(context);
      return this;
    }

    /**
     * Shows this certificate to servers that ask for one; none by default. A certificate or key
     * that is not in such files comes with a context: {@link #tls}.
     *
     * @param certificatePem the client's X.509 certificate in PEM, followed by those up to an
     *     authority, if any; read by {@link #build}
     * @param keyPem its RSA, EC or Ed25519 key in PEM: PKCS#8 without a password; read by {@link
     *     #build}, and held on the heap by the JVM's TLS from then on
     */
    public Builder clientCertificate(Path certificatePem, Path keyPem) {
      tls.show(certificatePem, keyPem);
      return this;
    }

    /**
     * Talks over TLS only to servers whose certificate has this public key, or one of several; any
     * by default. The certificate must be trusted all the same, and another key is {@code TLS_PIN},
     * with the fingerprints in the message, before anything is sent. Of no effect on {@code http},
     * and not to be mixed up with the router's RSA key, which requests are sealed for.
     *
     * @param pin the SHA-256 of the key's SubjectPublicKeyInfo: 64 hexadecimal digits, colons
     *     optional, or {@code sha256/BASE64}; further calls add further pins
     * @throws InvalidInputException if it is neither
     */
    public Builder tlsPin(String pin) {
      tls.pin(pin);
      return this;
    }

    /**
     * Tells an observer of every TLS server, before it is trusted or refused; nobody by default.
     *
     * @param observer called for each connection on a thread of the transport, once the server has
     *     shown its certificate; what it throws ends the connection
     */
    public Builder observingTls(Consumer<TlsPeer> observer) {
      tls.tell(observer);
      return this;
    }

    /**
     * Goes through this proxy; none by default. An HTTP proxy is asked for a tunnel (RFC 9110,
     * section 9.3.6) to {@code https} servers, and sees {@code http} requests whole. A SOCKS5 proxy
     * (RFC 1928) gets the names of servers and looks them up itself.
     *
     * @param uri {@code http://HOST:PORT} or {@code socks5://HOST:PORT}
     * @throws InvalidInputException if it is anything else, or has credentials in it
     */
    public Builder proxy(URI uri) {
      this.proxy = ProxyServer.of(uri);
      return this;
    }

    /**
     * Tells the HTTP proxy who asks, by the Basic scheme (RFC 7617), with the first request
     * already; no credentials by default. The way to the proxy is not encrypted: who reads along
     * there sees them. Servers never do.
     *
     * @param user without a colon
     * @param password copied: each transport erases its copy when it is closed; the builder's is
     *     erased when other credentials take its place, and collected with it otherwise; each
     *     request that carries it leaves a copy on the heap
     * @throws InvalidInputException if the user has a colon
     */
    public Builder proxyCredentials(String user, char[] password) {
      ProxyCredentials given = new ProxyCredentials(user, password);
      if (proxyCredentials != null) {
        proxyCredentials.erase();
      }
      this.proxyCredentials = given;
      return this;
    }

    /**
     * Hosts that are connected to without the proxy, in the form of the variable {@code NO_PROXY};
     * none by default.
     *
     * @param list separated by commas: a host name, which stands for its subdomains as well, with
     *     or without a dot before it; an address, IPv6 without brackets; either with {@code :PORT};
     *     or {@code *} for all. Ranges of addresses are not understood and match nothing
     */
    public Builder noProxyFor(String list) {
      this.directHosts = DirectHosts.in(list);
      return this;
    }

    /**
     * How many connections may be open at once, to one host or to several; 64 by default.
     *
     * @param count 1 or more
     */
    public Builder maxConnections(int count) {
      if (count < 1) {
        throw new InvalidInputException("connections", Integer.toString(count), "1 or more");
      }
      this.maxConnections = count;
      return this;
    }

    /**
     * How long a connection is kept that nobody uses; a minute by default. It is closed at most
     * five seconds later.
     *
     * @param duration a millisecond or more
     */
    public Builder idleTimeout(Duration duration) {
      if (duration.toMillis() < 1) {
        throw new InvalidInputException(
            "idle timeout", duration.toString(), "a millisecond or more");
      }
      this.idleTimeout = duration;
      return this;
    }

    /**
     * Opens the transport; the caller closes it.
     *
     * @throws InvalidInputException if a file of certificates or the key cannot be used, or there
     *     is a TLS context beside them or beside an observer of TLS; or if there are proxy
     *     credentials without an HTTP proxy
     */
    public HttpClientTransport build() {
      ProxyRoutes routes = routes();
      return new HttpClientTransport(
          PooledClient.open(tls.handshake(), routes, maxConnections, idleTimeout), routes);
    }

    private ProxyRoutes routes() {
      if (proxyCredentials != null && (proxy == null || proxy.protocol() != Protocol.HTTP)) {
        throw new InvalidInputException(
            "proxy credentials", "some without an HTTP proxy", "some beside one");
      }
      return new ProxyRoutes(
          Optional.ofNullable(proxy),
          directHosts,
          Optional.ofNullable(proxyCredentials).map(ProxyCredentials::copy));
    }
  }
}
