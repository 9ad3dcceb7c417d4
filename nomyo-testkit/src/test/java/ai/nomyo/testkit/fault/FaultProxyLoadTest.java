// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.RawConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many connections at once, and what is left of them. */
@Timeout(120)
class FaultProxyLoadTest {

  private static final String KEY = "GET /pki/public_key HTTP/1.1\r\nHost: x\r\n\r\n";

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private final FakeRouter router = ROUTER.router();

  private static Set<Thread> proxyThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("fault-proxy"))
        .collect(Collectors.toSet());
  }

  private static int failuresOf(FaultProxy proxy) throws IOException {
    int failures = 0;
    RawConnection client = new RawConnection(proxy.baseUrl());
    for (int i = 0; i < 30; i++) {
      if (!isAnswered(client)) {
        failures++;
        client.close();
        client = new RawConnection(proxy.baseUrl());
      }
    }
    client.close();
    return failures;
  }

  private static boolean isAnswered(RawConnection client) {
    try {
      return client.write(KEY).response().endsWith("-----END PUBLIC KEY-----\n");
    } catch (IOException reset) {
      return false;
    }
  }

  @Test
  void manyConnections_failAsOftenAsTheyAreMadeTo_andLeaveNothingBehind() throws Exception {
    Set<Thread> before = proxyThreads();
    ExecutorService clients = Executors.newFixedThreadPool(64);
    FaultProxy proxy = FaultProxy.inFrontOf(router.baseUrl());
    proxy.some(
        0.1,
        1,
        Fault.reset(After.requestBytes(20)),
        Fault.closed(After.request()),
        Fault.reset(After.answerBytes(50)),
        Fault.closed(After.answerBytes(500)),
        Fault.replaced("garbage\r\n\r\n"));
    Callable<Integer> client = () -> failuresOf(proxy);

    int failures = 0;
    for (Future<Integer> each :
        clients.invokeAll(IntStream.range(0, 64).mapToObj(i -> client).toList())) {
      failures += each.get();
    }

    clients.shutdown();
    assertEquals(64 * 30, proxy.exchanges());
    assertEquals(proxy.faults(), failures);
    assertTrue(failures > 100, () -> proxy.faults() + " faults");
    proxy.awaitNoConnections();
    proxy.close();
    assertEnded(before);
  }

  @Test
  void close_endsEveryConnection_onBothSides_andEveryThread() throws Exception {
    Set<Thread> before = proxyThreads();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
      FaultProxy proxy = FaultProxy.inFrontOf(uri);
      try (RawConnection idle = new RawConnection(proxy.baseUrl());
          Socket behindIdle = server.accept();
          RawConnection stalled = stalled(proxy, After.accept());
          RawConnection stalledLater = stalled(proxy, After.requestBytes(5));
          Socket behindStalled = server.accept();
          RawConnection slow = dripping(proxy);
          Socket behindSlow = server.accept()) {
        behindSlow.getOutputStream().write("HTTP/1.1".getBytes(StandardCharsets.US_ASCII));
        assertEquals("H", slow.read(1));
        assertEquals(4, proxy.openConnections());

        proxy.close();
        proxy.close();

        List.of(idle, stalled, stalledLater, slow).forEach(FaultProxyLoadTest::assertEnds);
        for (Socket behind : List.of(behindIdle, behindStalled, behindSlow)) {
          assertEnds(new RawConnection(behind));
        }
      }
      assertEquals(0, proxy.openConnections());
      assertThrows(ConnectException.class, () -> new RawConnection(proxy.baseUrl()));
      assertThrows(IllegalStateException.class, proxy::accept);
      assertThrows(IllegalStateException.class, proxy::refuse);
    }
    assertEnded(before);
  }

  private static RawConnection stalled(FaultProxy proxy, After place)
      throws IOException, InterruptedException {
    Hold hold = new Hold();
    proxy.next(Fault.stalled(place, hold));
    RawConnection client = new RawConnection(proxy.baseUrl()).write(KEY);
    hold.awaitArrival();
    return client;
  }

  private static RawConnection dripping(FaultProxy proxy) throws IOException {
    proxy.next(Fault.dripped(Duration.ofDays(1)));
    return new RawConnection(proxy.baseUrl()).write(KEY);
  }

  /** A connection that stays open makes this wait until it complains. */
  private static void assertEnds(RawConnection connection) {
    try {
      connection.rest();
    } catch (SocketTimeoutException open) {
      throw new AssertionError("still open", open);
    } catch (IOException reset) {
      // An end as well.
    }
  }

  private static void assertEnded(Set<Thread> before) throws InterruptedException {
    Set<Thread> since = proxyThreads();
    since.removeAll(before);
    for (Thread thread : since) {
      thread.join(30_000);
      assertFalse(thread.isAlive(), thread::toString);
    }
  }
}
