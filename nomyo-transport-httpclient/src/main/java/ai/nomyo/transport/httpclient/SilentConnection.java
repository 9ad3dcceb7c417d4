// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a logger. HttpClient's own writes every header, the API key's included, and
 * every byte of a body to its log when a program turns on {@code DEBUG} for all of HttpClient.
 */
final class SilentConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {

  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE_CHARS = 16 * 1024;

  /** HttpClient's count is the first one that it refuses. */
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxHeaderCount(MAX_HEADERS + 1)
          .setMaxLineLength(MAX_LINE_CHARS)
          .build();

  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Timeout socketTimeout = Timeout.DISABLED;

  private SilentConnection() {
    super(LIMITS, null, null, null, null, null, new WholeHeadParserFactory(LIMITS));
  }

  /** Makes connections for a pool, which binds them to their sockets later. */
  static HttpConnectionFactory<ManagedHttpClientConnection> factory() {
    return socket -> {
      SilentConnection connection = new SilentConnection();
      if (socket != null) {
        connection.bind(socket);
      }
      return connection;
    };
  }

  @Override
  public void bind(SSLSocket tls, Socket carrier) throws IOException {
    bind(new SocketHolder(tls, carrier));
  }

  /** A connection that was closed while it was being made takes no socket any more. */
  @Override
  protected void bind(SocketHolder holder) throws IOException {
    if (closed.get()) {
      holder.getSocket().close();
      throw new InterruptedIOException("the connection was closed while it was being made");
    }
    super.bind(holder);
    socketTimeout = Timeout.ofMilliseconds(holder.getSocket().getSoTimeout());
  }

  @Override
  public @Nullable Socket getSocket() {
    SocketHolder holder = getSocketHolder();
    return holder == null ? null : holder.getSocket();
  }

  @Override
  public void passivate() {
    super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
  }

  @Override
  public void activate() {
    super.setSocketTimeout(socketTimeout);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      super.close();
    }
  }

  @Override
  public void close(CloseMode mode) {
    if (closed.compareAndSet(false, true)) {
      super.close(mode);
    }
  }
}
