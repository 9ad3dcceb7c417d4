// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import ai.nomyo.testkit.fault.After.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Carries the exchanges of a connection: requests on one thread, answers on another. A client that
 * has begun a request has read the answer before, so that there is one exchange at a time.
 */
final class Relay {

  private static final int BUFFER_BYTES = 16 * 1024;

  private record Exchange(Passage request, Passage answer) {}

  private final ClientSide client;
  private final Socket server;
  private final RequestScan scan;
  private final FaultPlan plan;
  private volatile Exchange exchange;

  /**
   * @param server connected
   */
  Relay(ClientSide client, Socket server, RequestScan scan, FaultPlan plan) throws IOException {
    this.client = client;
    this.server = server;
    this.scan = scan;
    this.plan = plan;
    this.exchange = exchange(Fault.none());
  }

  private Exchange exchange(Fault fault) throws IOException {
    return new Exchange(
        passage(fault, Way.REQUEST, server.getOutputStream()),
        passage(fault, Way.ANSWER, client.out()));
  }

  private Passage passage(Fault fault, Way way, OutputStream to) {
    return plan.passage(client, to, fault.place().way() == way ? fault : Fault.none());
  }

  /** Returns when the client has left. */
  void carryRequests() throws IOException, InterruptedException {
    byte[] bytes = new byte[BUFFER_BYTES];
    int count = client.read(bytes);
    while (count >= 0 && !client.isEnded() && pass(bytes, count)) {
      count = client.read(bytes);
    }
    client.drain();
    server.shutdownOutput();
  }

  private boolean pass(byte[] bytes, int count) throws IOException, InterruptedException {
    int from = 0;
    while (from < count) {
      if (scan.betweenRequests()) {
        exchange = exchange(plan.nextExchange());
      }
      int end = scan.advance(bytes, from, count);
      if (!exchange.request().pass(bytes, from, end)) {
        return false;
      }
      from = end;
    }
    return true;
  }

  /** Returns when the server has ended its side, or a fault has ended the connection. */
  void carryAnswers() throws IOException, InterruptedException {
    InputStream answers = server.getInputStream();
    byte[] bytes = new byte[BUFFER_BYTES];
    for (int count = answers.read(bytes); count >= 0; count = answers.read(bytes)) {
      if (!exchange.answer().pass(bytes, 0, count)) {
        return;
      }
    }
    client.end();
  }
}
