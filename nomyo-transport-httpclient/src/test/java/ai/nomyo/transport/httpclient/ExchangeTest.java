// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges whose thread comes too late: the caller has left. */
@Timeout(60)
final class ExchangeTest {

  private final CountDownLatch callerHasLeft = new CountDownLatch(1);
  private final LateClient client = new LateClient(callerHasLeft);

  @Test
  void requestOfACallerWhoTimedOut_isNotSentAnyMore() throws Exception {
    Exchange exchange = exchange(Duration.ofMillis(20));
    FutureTask<Void> late = start(exchange);

    assertUnsent(Kind.TIMEOUT, assertThrows(TransportException.class, exchange::await));
    assertNotSentAfterAll(late);
  }

  @Test
  void requestOfACallerWhoWasInterrupted_isNotSentAnyMore() throws Exception {
    Exchange exchange = exchange(Duration.ofHours(1));
    FutureTask<Void> late = start(exchange);
    Thread.currentThread().interrupt();

    assertUnsent(Kind.CANCELLED, assertThrows(TransportException.class, exchange::await));
    assertTrue(Thread.interrupted());
    assertNotSentAfterAll(late);
  }

  @Test
  void requestOfAClosedTransport_isNotSentAnyMore() throws Exception {
    Exchange exchange = exchange(Duration.ofHours(1));
    FutureTask<Void> late = start(exchange);
    exchange.abort();

    assertUnsent(Kind.CANCELLED, assertThrows(TransportException.class, exchange::await));
    assertNotSentAfterAll(late);
  }

  private Exchange exchange(Duration timeout) {
    return new Exchange(
        client,
        new ProxyRoutes(Optional.empty(), DirectHosts.none(), Optional.empty()),
        Loopback.get(URI.create("http://127.0.0.1/"), new Timeouts(timeout, timeout)));
  }

  private static FutureTask<Void> start(Exchange exchange) {
    FutureTask<Void> late = new FutureTask<>(exchange, null);
    LoopbackServer.daemon(late);
    return late;
  }

  private static void assertUnsent(Kind kind, TransportException failure) {
    assertEquals(kind, failure.kind());
    assertFalse(failure.maybeSent());
  }

  private void assertNotSentAfterAll(FutureTask<Void> late) throws Exception {
    callerHasLeft.countDown();
    late.get();
    assertFalse(client.sent);
  }

  /** Comes to the sending when the caller has left, and takes no notice of being cancelled. */
  private static final class LateClient extends CloseableHttpClient {

    private final CountDownLatch callerHasLeft;
    private volatile boolean sent;

    LateClient(CountDownLatch callerHasLeft) {
      this.callerHasLeft = callerHasLeft;
    }

    @Override
    protected CloseableHttpResponse doExecute(
        @Nullable HttpHost target, ClassicHttpRequest request, HttpContext context)
        throws IOException {
      awaitThatTheCallerLeaves();
      SendGate.of(context).pass();
      sent = true;
      throw new IOException("sent, without a response");
    }

    private void awaitThatTheCallerLeaves() {
      try {
        callerHasLeft.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close(CloseMode mode) {}

    @Override
    public void close() {}
  }
}
