// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How a {@link ai.nomyo.core.port.Transport} uses its connections. */
abstract class TransportConnections extends TransportFixture {

  TransportConnections(TransportContract contract) {
    super(contract);
  }

  @Test
  void connection_isReusedByOneCallAfterTheOther() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      for (int i = 0; i < 10; i++) {
        transport.send(Requests.get(server.uri("/")));
        transport.send(Requests.post(server.uri("/"), new byte[100]));
      }
      assertEquals(20, server.requests().size());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void connectionThatTheServerClosedMeanwhile_isNotReused() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(ok("fine")))) {
      transport.send(Requests.get(server.uri("/")));
      server.awaitEnded();

      assertEquals(200, transport.send(Requests.get(server.uri("/"))).status());
      assertEquals(2, server.connections());
    }
  }

  @Test
  void thirtyTwoThreads_areServedAtOnceAndEachGetsItsOwnAnswer() throws Exception {
    int threads = 32;
    CountDownLatch allHere = new CountDownLatch(threads);
    ScriptedServer.Script echoWhenAllAreHere =
        connection -> {
          for (var seen = connection.read(); seen != null; seen = connection.read()) {
            allHere.countDown();
            allHere.await();
            connection.write(HttpText.response(200, "", seen.body()));
          }
        };
    try (ScriptedServer server = ScriptedServer.http(echoWhenAllAreHere)) {
      inThreads(threads, thread -> assertOwnAnswers(server.uri("/"), thread));
      assertEquals(threads * 20, server.requests().size());
    }
  }

  private void assertOwnAnswers(URI uri, int thread) throws TransportException {
    for (int call = 0; call < 20; call++) {
      byte[] own = HttpText.bytes("thread " + thread + ", call " + call);
      assertArrayEquals(own, bodyOf(transport.send(Requests.post(uri, own))));
    }
  }

  @Test
  void closedTransport_sendsNothingAndMayBeClosedAgain() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      transport.close();
      transport.close();

      assertFailure(Kind.CANCELLED, false, Requests.get(server.uri("/")), "closed");
      assertEquals(List.of(), server.requests());
    }
  }

  @Test
  void closedTransport_hasNoConnectionLeft() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      transport.send(Requests.get(server.uri("/")));
      transport.close();

      server.awaitEnded();
    }
  }

  @FunctionalInterface
  private interface InThread {
    void run(int thread) throws Exception;
  }

  private static void inThreads(int count, InThread work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        ends.add(
            threads.submit(
                () -> {
                  work.run(thread);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
