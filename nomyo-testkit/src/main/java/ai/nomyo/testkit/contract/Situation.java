// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportRequest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** What makes an exchange fail, and a server that plays its part. */
@FunctionalInterface
interface Situation {

  /** Brings the situation about; returns when the server's end of each connection is closed. */
  TransportException failureOn(Transport transport) throws Exception;

  /** Nobody can be talked to there. */
  static Situation at(URI nowhere) {
    return transport -> failure(transport, Requests.get(nowhere));
  }

  /** The server's own doing. */
  static Situation with(Supplier<ScriptedServer> start) {
    return with(start, Requests::get);
  }

  /** The server's own doing, when it gets such a request. */
  static Situation with(Supplier<ScriptedServer> start, Function<URI, TransportRequest> request) {
    return transport -> {
      try (ScriptedServer server = start.get()) {
        TransportException failure = failure(transport, request.apply(server.uri("/")));
        return afterAll(server, failure);
      }
    };
  }

  /** The server's doing on a connection that served another exchange before. */
  static Situation withSecondRequest(Supplier<ScriptedServer> start) {
    return transport -> {
      try (ScriptedServer server = start.get()) {
        transport.send(Requests.get(server.uri("/first")));
        TransportException failure = failure(transport, Requests.get(server.uri("/second")));
        return afterAll(server, failure);
      }
    };
  }

  /** The attempt timeout passes when the exchange has come that far, however slow the machine. */
  static Situation timeoutAt(ExchangeStage stage) {
    return transport -> {
      for (int millis = 100; millis < 20_000; millis *= 3) {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(millis));
        try (ScriptedServer server = stage.serve()) {
          TransportException failure = failure(transport, stage.request(server.uri("/"), timeouts));
          if (server.wasReached()) {
            return afterAll(server, failure);
          }
        }
      }
      throw new AssertionError("the server was not reached in time");
    };
  }

  /** The caller is interrupted when the exchange has come that far. */
  static Situation interruptAt(ExchangeStage stage) {
    return transport -> {
      try (ScriptedServer server = stage.serve()) {
        Caller caller = Caller.sending(transport, stage.request(server.uri("/"), Requests.PATIENT));
        server.awaitReached();
        caller.interrupt();

        TransportException failure = caller.awaitFailure();
        assertTrue(caller.wasInterrupted(), "interrupt status");
        return afterAll(server, failure);
      }
    };
  }

  /** Whoever says that nothing was sent, must be right. */
  private static TransportException afterAll(ScriptedServer server, TransportException failure)
      throws InterruptedException {
    server.awaitEnded();
    assertTrue(failure.maybeSent() || server.requests().isEmpty(), "a request was sent");
    return failure;
  }

  private static TransportException failure(Transport transport, TransportRequest request) {
    return assertThrows(TransportException.class, () -> transport.send(request));
  }
}
