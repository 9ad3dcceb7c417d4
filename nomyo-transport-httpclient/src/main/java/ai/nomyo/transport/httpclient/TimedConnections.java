// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.threads.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool that runs the {@link ConnectDeadline} of the exchange it connects for, and
 * closes connections that nobody has used for a while.
 */
final class TimedConnections implements HttpClientConnectionManager {

  private static final TimeValue LONGEST_LOOK_INTERVAL = TimeValue.ofSeconds(5);

  private final HttpClientConnectionManager pool;
  private final IdleConnectionEvictor evictor;

  TimedConnections(PoolingHttpClientConnectionManager pool, Duration idleTimeout) {
    TimeValue idle = TimeValue.of(idleTimeout);
    TimeValue interval = idle.min(LONGEST_LOOK_INTERVAL);
    this.pool = pool;
    this.evictor =
        new IdleConnectionEvictor(pool, DaemonThreads.named("nomyo-idle"), interval, idle);
    evictor.start();
  }

  @Override
  public void connect(ConnectionEndpoint endpoint, @Nullable TimeValue timeout, HttpContext context)
      throws IOException {
    ConnectDeadline deadline = ConnectDeadline.of(context);
    deadline.start();
    pool.connect(endpoint, Timeout.of(deadline.limit()), context);
    deadline.connected();
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
    ConnectDeadline.of(context).upgraded();
  }

  @Override
  public void close(CloseMode mode) {
    evictor.shutdown();
    pool.close(mode);
  }

  @Override
  public void close() throws IOException {
    evictor.shutdown();
    pool.close();
  }
}
