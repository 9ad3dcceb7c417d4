package ai.nomyo.transport.httpclient;

import java.io.IOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A connection pool that runs the {@link ConnectDeadline} of the exchange it connects for. */
final class TimedConnections implements HttpClientConnectionManager {

  private final HttpClientConnectionManager pool;

  TimedConnections(HttpClientConnectionManager pool) {
    this.pool = pool;
  }

  @Override
  public void connect(ConnectionEndpoint endpoint, @Nullable TimeValue timeout, HttpContext context)
      throws IOException {
    ConnectDeadline deadline = ConnectDeadline.of(context);
    deadline.start();
    pool.connect(endpoint, Timeout.of(deadline.limit()), context);
    deadline.stop();
  }

  @Override
  public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, @Nullable Object state) {
    return pool.lease(id, route, timeout, state);
  }

  @Override
  public void release(ConnectionEndpoint endpoint, @Nullable Object state, TimeValue keepAlive) {
    pool.release(endpoint, state, keepAlive);
  }

  @Override
  public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
    pool.upgrade(endpoint, context);
  }

  @Override
  public void close(CloseMode mode) {
    pool.close(mode);
  }

  @Override
  public void close() throws IOException {
    pool.close();
  }
}
