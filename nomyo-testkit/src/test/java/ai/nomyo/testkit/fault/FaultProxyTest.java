// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import ai.nomyo.testkit.Hold;
import ai.nomyo.testkit.RawConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault, as a client on a plain socket sees it. */
@Timeout(60)
class FaultProxyTest {

  private static final String KEY = "GET /pki/public_key HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String NOWHERE =
      "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde";

  @RegisterExtension static final FakeRouterExtension ROUTER = FakeRouterExtension.create();

  private final FakeRouter router = ROUTER.router();
  private final FaultProxy proxy = FaultProxy.inFrontOf(router.baseUrl());
  private final Hold hold = new Hold();
  private final List<RawConnection> clients = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawConnection client : clients) {
      client.close();
    }
    proxy.close();
  }

  private RawConnection connect() throws IOException {
    RawConnection client = new RawConnection(proxy.baseUrl());
    clients.add(client);
    return client;
  }

  private RawConnection ask() throws IOException {
    return connect().write(KEY);
  }

  private static void assertAnswered(RawConnection client) throws IOException {
    String response = client.response();
    assertTrue(response.startsWith("HTTP/1.1 200 \n"), response);
    assertTrue(response.endsWith("-----END PUBLIC KEY-----\n"), response);
  }

  private static void assertReset(RawConnection client) {
    assertThrows(SocketException.class, client::rest);
  }

  @Nested
  class OfConnections {

    @Test
    void closed_isAnEnd_evenBehindALargeRequest() throws Exception {
      proxy.next(Fault.closed(After.accept()));

      assertEquals("", connect().write(new byte[10_000_000]).rest());
      assertEquals(0, router.connections());
      assertEquals(1, proxy.faults());
    }

    @Test
    void reset_isAReset() {
      proxy.next(Fault.reset(After.accept()));

      assertThrows(SocketException.class, () -> ask().rest());
      assertEquals(0, router.connections());
    }

    @Test
    void stalled_goesOnWhenReleased() throws Exception {
      proxy.next(Fault.stalled(After.accept(), hold));
      RawConnection client = ask();
      hold.awaitArrival();
      assertEquals(0, router.connections());

      hold.release();

      assertAnswered(client);
    }

    @Test
    void stalled_noticesAClientThatLeavesBehindItsRequest() throws Exception {
      proxy.next(Fault.stalled(After.accept(), hold));
      RawConnection client = ask();
      hold.awaitArrival();

      client.close();

      hold.awaitDisconnect();
      proxy.awaitNoConnections();
      assertEquals(0, router.connections());
    }

    @Test
    void refusing_letsOpenConnectionsBe_andEndsWithAccepting() throws Exception {
      RawConnection before = ask();
      assertAnswered(before);

      proxy.refuse();
      proxy.refuse();

      assertThrows(ConnectException.class, FaultProxyTest.this::connect);
      assertAnswered(before.write(KEY));

      proxy.accept();
      proxy.accept();

      assertAnswered(ask());
      assertEquals(2, proxy.connections());
    }

    @Test
    void serverThatIsGone_isAReset() {
      FakeRouter gone = FakeRouter.start();
      gone.close();
      try (FaultProxy inFront = FaultProxy.inFrontOf(gone.baseUrl())) {
        assertThrows(
            SocketException.class, () -> new RawConnection(inFront.baseUrl()).write(KEY).rest());
      }
    }
  }

  /** Wherever it happens; what else there is to see stands beside other faults of the place. */
  @Nested
  class Stalls {

    static Stream<Arguments> beforeTheAnswer() {
      return Stream.of(
          arguments("in the request", After.requestBytes(0), 0),
          arguments("before the answer", After.request(), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beforeTheAnswer")
    void goOnWhenReleased(String where, After place, int keyFetches) throws Exception {
      proxy.next(Fault.stalled(place, hold));
      RawConnection client = ask();
      hold.awaitArrival();
      assertEquals(keyFetches, router.keyFetches());

      hold.release();

      assertAnswered(client);
    }

    static Stream<Arguments> afterTheFirstByte() {
      return Stream.of(
          arguments("in the request", After.requestBytes(20)),
          arguments("before the answer", After.request()),
          arguments("in the answer", After.answerBytes(10)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("afterTheFirstByte")
    void noticeAClientThatLeaves(String where, After place) throws Exception {
      proxy.next(Fault.stalled(place, hold));
      RawConnection client = ask();
      hold.awaitArrival();

      client.close();

      hold.awaitDisconnect();
      proxy.awaitNoConnections();
    }
  }

  @Nested
  class InTheRequest {

    @Test
    void closed_isAnEnd() throws Exception {
      proxy.next(Fault.closed(After.requestBytes(20)));

      assertEquals("", ask().rest());
      assertEquals(0, router.keyFetches());
    }

    @Test
    void reset_isAReset() throws Exception {
      proxy.next(Fault.reset(After.requestBytes(20)));

      assertReset(ask());
      assertEquals(0, router.keyFetches());
    }

    @Test
    void reset_isAResetInTheBody() throws Exception {
      proxy.next(Fault.reset(After.requestBytes(NOWHERE.length() - 1)));

      assertReset(connect().write(NOWHERE));
      assertEquals(List.of(), router.violations());
    }

    @Test
    void stalled_letsALargeRequestGetStuck() throws Exception {
      int size = 32 * 1024 * 1024;
      proxy.next(Fault.stalled(After.requestBytes(100), hold));
      RawConnection client =
          connect().write("POST /nowhere HTTP/1.1\r\nContent-Length: " + size + "\r\n\r\n");
      FutureTask<RawConnection> sending = new FutureTask<>(() -> client.write(new byte[size]));
      new Thread(sending).start();
      hold.awaitArrival();
      assertFalse(sending.isDone());

      hold.release();

      assertTrue(sending.get().response().startsWith("HTTP/1.1 404 "));
      assertEquals(1, proxy.faults());
    }
  }

  @Nested
  class BeforeTheAnswer {

    @Test
    void closed_isAnEnd_whenTheServerHasAnswered() throws Exception {
      proxy.next(Fault.closed(After.request()));

      assertEquals("", ask().rest());
      assertEquals(1, router.keyFetches());
    }

    @Test
    void reset_isAReset_whenTheServerHasAnswered() throws Exception {
      proxy.next(Fault.reset(After.request()));

      assertReset(ask());
      assertEquals(1, router.keyFetches());
    }

    @Test
    void delayed_comesWhole_andNotEarlier() throws Exception {
      Duration delay = Duration.ofMillis(50);
      proxy.next(Fault.delayed(delay));
      long start = System.nanoTime();

      assertAnswered(ask());

      assertTrue(System.nanoTime() - start >= delay.toNanos());
    }
  }

  @Nested
  class InTheAnswer {

    @Test
    void closed_isAnEndBehindWhatCame() throws Exception {
      proxy.next(Fault.closed(After.answerBytes(10)));

      assertEquals("HTTP/1.1 2", ask().rest());
    }

    @Test
    void closed_dropsWhatTheClientStillSends() throws Exception {
      proxy.next(Fault.closed(After.answerBytes(10)));
      RawConnection client = ask();
      client.rest();

      client.write(KEY).close();

      proxy.awaitNoConnections();
      assertEquals(1, proxy.exchanges());
    }

    @Test
    void reset_isAResetBehindWhatCame() throws Exception {
      proxy.next(Fault.reset(After.answerBytes(300)));
      RawConnection client = ask();

      assertTrue(client.read(300).contains("BEGIN PUBLIC KEY"));
      assertReset(client);
    }

    @Test
    void stalled_goesOnWhenReleased() throws Exception {
      proxy.next(Fault.stalled(After.answerBytes(10), hold));
      RawConnection client = ask();
      assertEquals("HTTP/1.1 2", client.read(10));
      hold.awaitArrival();

      hold.release();

      assertTrue(client.response().startsWith("00 \n"));
    }

    @Test
    void dripped_comesWhole() throws Exception {
      proxy.next(Fault.dripped(Duration.ZERO));
      RawConnection client = ask();

      assertAnswered(client);
      assertAnswered(client.write(KEY));
    }

    @Test
    void dripped_pausesBehindEveryByte() throws Exception {
      proxy.next(Fault.dripped(Duration.ofDays(1)));
      RawConnection client = ask();
      assertEquals("H", client.read(1));

      proxy.close();

      assertEquals("", client.rest());
    }

    @Test
    void dripped_noticesAClientThatLeaves() throws Exception {
      proxy.next(Fault.dripped(Duration.ofDays(1)));
      RawConnection client = ask();
      assertEquals("H", client.read(1));

      client.close();

      proxy.awaitNoConnections();
    }

    @Test
    void replaced_isAllThatComes() throws Exception {
      proxy.next(Fault.replaced("SSH-2.0-x\r\n"));

      assertEquals("SSH-2.0-x\r\n", ask().rest());
      assertEquals(1, router.keyFetches());
    }

    @Test
    void oversized_comesWhole() throws Exception {
      proxy.next(Fault.oversized(3_000_001));
      RawConnection client = ask();

      assertEquals("HTTP/1.1 200 OK\nContent-Length: 3000001\n\n", client.head());
      assertEquals("x".repeat(3_000_001), client.rest());
    }

    @Test
    void oversized_endsWithTheClient() throws Exception {
      proxy.next(Fault.oversized(1L << 40));
      RawConnection client = ask();
      client.read(1_000_000);

      client.close();

      proxy.awaitNoConnections();
    }

    @Test
    void placeBehindTheEnd_isNotReached() throws Exception {
      proxy.next(Fault.reset(After.answerBytes(100_000)));
      RawConnection client = ask();

      assertAnswered(client);
      assertAnswered(client.write(KEY));
      assertEquals(0, proxy.faults());
    }
  }
}
