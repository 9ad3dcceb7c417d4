// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where an exchange may stand when it is ended from this side. */
enum ExchangeStage {
  HANDSHAKE(
      connection -> {
        connection.awaitFirstByte();
        connection.hold();
      }),
  SENDING(
      connection -> {
        connection.awaitFirstByte();
        connection.holdUnread();
      }),
  HEAD(
      connection -> {
        connection.read();
        connection.hold();
      }),
  BODY(
      connection -> {
        connection.read();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n012");
        connection.hold();
      }),
  TRICKLE(
      connection -> {
        connection.read();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        trickle(connection);
      });

  private final ScriptedServer.Script script;

  ExchangeStage(ScriptedServer.Script script) {
    this.script = script;
  }

  /** Whether the request, or some of it, is on its way. */
  boolean maybeSent() {
    return this != HANDSHAKE;
  }

  /** A server that lets an exchange come to this stage and no further. */
  ScriptedServer serve() {
    return this == HANDSHAKE
        ? ScriptedServer.httpBehindHttpsUri(script)
        : ScriptedServer.http(script);
  }

  /** A request to such a server. */
  TransportRequest request(URI uri, Timeouts timeouts) {
    return this == SENDING
        ? Requests.postTooMuchForBuffers(uri, timeouts)
        : Requests.get(uri, timeouts);
  }

  /** A byte now and then, so that no single read takes long. */
  static void trickle(ScriptedConnection connection) throws IOException, InterruptedException {
    connection.reached();
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(20, TimeUnit.MILLISECONDS)) {
      connection.write("x");
    }
  }
}
