// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * A client's connection and the one to the server behind it. The thread that serves it carries the
 * requests, a second one the answers.
 */
final class ProxiedConnection implements Closeable {

  private final ClientSide client;
  private final RequestScan scan;
  private final FaultPlan plan;
  private final Socket server = new Socket();

  ProxiedConnection(Socket client, RequestScan scan, FaultPlan plan) {
    this.client = new ClientSide(client);
    this.scan = scan;
    this.plan = plan;
  }

  /** Carries exchanges until both sides have ended, or one fails. */
  void serve(InetSocketAddress behind, ExecutorService threads) {
    try {
      if (begins()) {
        relay(behind, threads);
      } else {
        client.drain();
      }
    } catch (IOException | RejectedExecutionException broken) {
      client.reset();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private boolean begins() throws IOException, InterruptedException {
    Passage opening = plan.passage(client, OutputStream.nullOutputStream(), plan.nextConnection());
    return opening.pass(new byte[0], 0, 0);
  }

  private void relay(InetSocketAddress behind, ExecutorService threads)
      throws IOException, InterruptedException {
    server.connect(behind);
    server.setTcpNoDelay(true);
    client.sendAtOnce();
    Relay relay = new Relay(client, server, scan, plan);
    Future<?> answers = threads.submit(() -> carryAnswers(relay));
    relay.carryRequests();
    try {
      answers.get();
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private void carryAnswers(Relay relay) {
    try {
      relay.carryAnswers();
    } catch (IOException broken) {
      client.reset();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    client.close();
    Sockets.closeQuietly(server);
  }
}
