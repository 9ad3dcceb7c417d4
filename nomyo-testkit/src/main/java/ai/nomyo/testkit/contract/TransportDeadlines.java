// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How a {@link ai.nomyo.core.port.Transport} ends what is under way. */
abstract class TransportDeadlines extends TransportFixture {

  private static final Timeouts SHORT_CONNECT =
      new Timeouts(Duration.ofMillis(300), Duration.ofHours(1));

  TransportDeadlines(TransportContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> endsWhenTheTransportIsClosed() {
    return Stream.of(ExchangeStage.values())
        .map(stage -> dynamicTest(stage.name(), () -> assertEndsWhenClosedAt(stage)));
  }

  private void assertEndsWhenClosedAt(ExchangeStage stage) throws Exception {
    Transport own = newTransport();
    try (ScriptedServer server = stage.serve()) {
      Caller caller = Caller.sending(own, stage.request(server.uri("/"), Requests.PATIENT));
      server.awaitReached();
      own.close();

      TransportException failure = caller.awaitFailure();
      assertEquals(Kind.CANCELLED, failure.kind(), failure::getMessage);
      assertEquals(stage.maybeSent(), failure.maybeSent(), "maybe sent");
      assertFalse(caller.wasInterrupted(), "interrupt status");
      server.awaitEnded();
    } finally {
      own.close();
    }
  }

  @Test
  void slowAnswer_isNotHeldToTheConnectTimeout() throws Exception {
    CountDownLatch overdue = new CountDownLatch(1);
    ScriptedServer.Script late =
        connection -> {
          connection.read();
          overdue.await(2 * SHORT_CONNECT.connect().toMillis(), TimeUnit.MILLISECONDS);
          connection.write(ok("late"));
        };
    try (ScriptedServer server = ScriptedServer.http(late)) {
      TransportResponse response = transport.send(Requests.get(server.uri("/"), SHORT_CONNECT));
      assertArrayEquals(HttpText.bytes("late"), bodyOf(response));
    }
  }

  @Test
  void interruptedThread_sendsNothing() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      // Often, because a transport that cancels what it has begun may be quick enough once.
      for (int i = 0; i < 200; i++) {
        Thread.currentThread().interrupt();
        TransportException failure =
            assertThrows(
                TransportException.class, () -> transport.send(Requests.get(server.uri("/"))));

        assertTrue(Thread.interrupted(), "interrupt status");
        assertEquals(Kind.CANCELLED, failure.kind());
        assertFalse(failure.maybeSent(), "maybe sent");
      }
      assertEquals(200, transport.send(Requests.get(server.uri("/second"))).status());
      assertEquals("GET /second HTTP/1.1", server.onlyRequest().requestLine());
    }
  }
}
