// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import ai.nomyo.testkit.FakeRouter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A way to a server on which things go wrong: a TCP proxy on a free port of 127.0.0.1.
 *
 * <pre>{@code
 * try (FakeRouter router = FakeRouter.start(cipher);
 *     FaultProxy proxy = FaultProxy.inFrontOf(router.baseUrl())) {
 *   proxy.next(Fault.none(), Fault.reset(After.answerBytes(100)));
 *   … a client of proxy.baseUrl(), whose second exchange is reset …
 * }
 * }</pre>
 *
 * <p>Without a fault everything is passed on as it comes, with one connection to the server for
 * each of a client's. Over {@code http} each exchange has a fault of its own, however many a
 * connection carries; over {@code https}, where a proxy cannot tell them apart, a connection counts
 * as one exchange. When the server cannot be reached, the client's connection is reset.
 *
 * <p>A {@link FakeRouter} knows nothing of answers that are lost on the way; where a client tries
 * calls again, it is built with {@link FakeRouter.Builder#answersMayBeLost}.
 *
 * <p>Proxies share nothing. Safe for use by many threads; a connection has two daemon threads.
 */
public final class FaultProxy implements AutoCloseable {

  private static final long CLOSING_SECONDS = 10;

  private final URI server;
  private final LoopbackPort port = new LoopbackPort();
  private final FaultPlan plan = new FaultPlan();
  private final OpenConnections open = new OpenConnections();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });

  private FaultProxy(URI server) {
    this.server = server;
  }

  /**
   * Starts a proxy that lets everything pass.
   *
   * @param server {@code http} or {@code https} with a host, such as {@code FakeRouter.baseUrl()}
   * @throws java.io.UncheckedIOException if no port can be had
   */
  public static FaultProxy inFrontOf(URI server) {
    if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
      throw new IllegalArgumentException("server " + server + ": an http or https URL allowed");
    }
    FaultProxy proxy = new FaultProxy(server);
    proxy.accept();
    return proxy;
  }

  /**
   * Where clients find it, such as {@code http://127.0.0.1:40123}: as the server, but for the port.
   */
  public URI baseUrl() {
    return URI.create(server.getScheme() + "://127.0.0.1:" + port.number());
  }

  /**
   * Lets these happen to the next exchanges, in order, after the ones that wait already; those
   * {@link After#accept} to the next connections.
   */
  public FaultProxy next(Fault... faults) {
    List.of(faults).forEach(plan::add);
    return this;
  }

  /**
   * Lets this happen to every exchange, or every connection, for which none is in line. It takes
   * the place of an earlier {@code always} or {@link #some}.
   */
  public FaultProxy always(Fault fault) {
    return some(1, 0, fault);
  }

  /**
   * Lets one of these happen to about that share of the exchanges for which none is in line, those
   * {@link After#accept} to that share of the connections. The same seed gives the same sequence.
   * It takes the place of an earlier {@code some} or {@link #always}.
   *
   * @param share 0 for none of them to 1 for all
   * @param seed decides whose turn it is, and with which fault
   */
  public FaultProxy some(double share, long seed, Fault... faults) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + ": 0 to 1 allowed");
    }
    plan.share(share, seed, List.of(faults));
    return this;
  }

  /** Refuses connections from now on, as if nobody listened; those that are open stay so. */
  public synchronized void refuse() {
    checkOpen();
    port.refuse();
  }

  /** Accepts connections again, after {@link #refuse}. */
  public synchronized void accept() {
    checkOpen();
    if (!port.accepts()) {
      port.accept(threads, this::begin);
    }
  }

  private void checkOpen() {
    if (threads.isShutdown()) {
      throw new IllegalStateException("the proxy is closed");
    }
  }

  private RequestScan scan() {
    return server.getScheme().equals("http") ? RequestScan.http() : RequestScan.opaque();
  }

  private void begin(Socket client) {
    ProxiedConnection connection = new ProxiedConnection(client, scan(), plan);
    open.add(connection);
    try {
      threads.execute(() -> serve(connection));
    } catch (RejectedExecutionException closing) {
      open.remove(connection);
      connection.close();
    }
  }

  private void serve(ProxiedConnection connection) {
    try {
      connection.serve(address(), threads);
    } finally {
      open.remove(connection);
    }
  }

  private InetSocketAddress address() {
    int standard = server.getScheme().equals("http") ? 80 : 443;
    return new InetSocketAddress(
        server.getHost(), server.getPort() < 0 ? standard : server.getPort());
  }

  /** The connections that clients have made. */
  public int connections() {
    return plan.connections();
  }

  /** The connections of clients that are open now. */
  public int openConnections() {
    return open.count();
  }

  /**
   * Waits until no connection is open.
   *
   * @throws AssertionError if one still is after 30 s
   */
  public void awaitNoConnections() throws InterruptedException {
    open.awaitNone();
  }

  /** The exchanges that clients have begun. */
  public int exchanges() {
    return plan.exchanges();
  }

  /** The faults that have happened. */
  public int faults() {
    return plan.struck();
  }

  /** As after the start: no faults, nothing counted, connections accepted. Open ones stay so. */
  public void reset() {
    plan.clear();
    accept();
  }

  /** Closes the port and the connections, and waits for their threads to end. Idempotent. */
  @Override
  public void close() {
    stop();
    open.close();
    try {
      threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stop() {
    port.close();
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return "FaultProxy[" + baseUrl() + " in front of " + server + "]";
  }
}
