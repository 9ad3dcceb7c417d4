package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.DaemonThreads;
import ai.nomyo.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
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
 * connection meanwhile, would never answer.
 *
 * <p>TLS is 1.2 or 1.3 and host names are checked. No proxy is used. To a request's own headers are
 * added {@code Host}, {@code Content-Length}, {@code Connection} and {@code User-Agent: nomyo-java/
 * VERSION}, and no others.
 *
 * <p>Each exchange runs on a thread of the transport, a virtual one where the JVM has them, while
 * the caller waits: so a deadline, an interrupt or {@link #close} ends the waiting at once and
 * closes the exchange's socket, whatever that thread is blocked in.
 */
public final class HttpClientTransport implements Transport {

  static final int MAX_CONNECTIONS = 64;

  private final CloseableHttpClient client;
  private final ExecutorService threads = DaemonThreads.newExecutor("nomyo-exchange");
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  HttpClientTransport(CloseableHttpClient client) {
    this.client = client;
  }

  /** A builder with the defaults described above. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public TransportResponse send(TransportRequest request) throws TransportException {
    Exchange exchange = new Exchange(client, request);
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
    threads.shutdown();
  }

  /** Settings of a transport. For one thread. */
  public static final class Builder {

    private @Nullable Path caFile;
    private @Nullable SSLContext tls;

    private Builder() {}

    /**
     * Trusts the certificate authorities of this file and no others. By default the JVM's are
     * trusted: those of {@code javax.net.ssl.trustStore}, or the ones it came with.
     *
     * @param caPem X.509 certificates in PEM, one or more; read by {@link #build}
     */
    public Builder trustingOnly(Path caPem) {
      this.caFile = caPem;
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
      this.tls = context;
      return this;
    }

    /**
     * Opens the transport; the caller closes it.
     *
     * @throws InvalidInputException if the file of certificate authorities cannot be read or has no
     *     certificate, or there is a TLS context beside it
     */
    public HttpClientTransport build() {
      return new HttpClientTransport(PooledClient.open(context(), MAX_CONNECTIONS));
    }

    private SSLContext context() {
      if (tls == null) {
        return caFile == null ? TrustedAuthorities.ofJvm() : TrustedAuthorities.only(caFile);
      }
      if (caFile != null) {
        throw new InvalidInputException(
            "TLS context", "one beside a file of certificate authorities", "one of the two");
      }
      return tls;
    }
  }
}
