// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Serves a router on a port of the loopback address, one daemon thread per connection.
 *
 * <p>On sockets rather than on the JDK's {@code HttpServer}: that one cannot send what is not HTTP
 * and does not know its connections, its dispatcher is no daemon, and on JDK 17 it sends head and
 * body apart without TCP_NODELAY, which costs every answer 40 ms.
 */
final class RouterServer implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final long CLOSING_SECONDS = 10;

  private final RouterProtocol protocol;
  private final Optional<SSLContext> tls;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fake-router");
            thread.setDaemon(true);
            return thread;
          });

  private RouterServer(RouterProtocol protocol, Optional<SSLContext> tls, ServerSocket listener) {
    this.protocol = protocol;
    this.tls = tls;
    this.listener = listener;
  }

  /**
   * @param port 0 for a free one
   * @param tls whose key the server shows; plain HTTP when empty
   */
  static RouterServer start(RouterProtocol protocol, int port, Optional<SSLContext> tls) {
    try {
      ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
      RouterServer server = new RouterServer(protocol, tls, listener);
      server.threads.execute(server::acceptAll);
      return server;
    } catch (IOException unavailable) {
      throw new UncheckedIOException("port " + port + " cannot be listened on", unavailable);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        protocol.connected();
        threads.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException closing) {
        closeQuietly(listener);
      }
    }
    open.forEach(RouterServer::closeQuietly);
  }

  private void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      new HttpConnection(secured(socket), protocol).serve();
    } catch (IOException clientLeft) {
      // Its own side says why; here there is nobody left to tell.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      closeQuietly(socket);
    }
  }

  private Socket secured(Socket socket) throws IOException {
    if (tls.isEmpty()) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) tls.get().getSocketFactory().createSocket(socket, "127.0.0.1", port(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  /** Closes the port and every connection, and waits for the threads to end. */
  @Override
  public void close() {
    closeQuietly(listener);
    threads.shutdownNow();
    open.forEach(RouterServer::closeQuietly);
    try {
      threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Closed all the same.
    }
  }
}
