// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on a free port of 127.0.0.1 that plays a script on each connection, right or wrong HTTP
 * alike, and remembers what it was sent.
 */
final class ScriptedServer implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int PATIENCE_SECONDS = 20;

  /** What happens on a connection; it is closed when this returns. */
  @FunctionalInterface
  interface Script {
    void play(ScriptedConnection connection) throws IOException, InterruptedException;
  }

  private final String scheme;
  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch accepted = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final List<CountDownLatch> ends = new CopyOnWriteArrayList<>();
  private final CountDownLatch draining = new CountDownLatch(1);

  private ScriptedServer(String scheme, ServerSocket listener, Script script) {
    this.scheme = scheme;
    this.listener = listener;
    this.script = script;
    daemon(this::accept);
  }

  static ScriptedServer http(Script script) {
    return new ScriptedServer("http", listener(null), script);
  }

  static ScriptedServer https(SSLContext tls, Script script) {
    return new ScriptedServer("https", listener(tls), script);
  }

  /** Speaks no TLS although its URIs say so. */
  static ScriptedServer httpBehindHttpsUri(Script script) {
    return new ScriptedServer("https", listener(null), script);
  }

  /** Answers every request on a connection, for as long as the client keeps it. */
  static Script answering(Function<ReceivedRequest, byte[]> answer) {
    return connection -> {
      for (var request = connection.read(); request != null; request = connection.read()) {
        connection.write(answer.apply(request));
      }
    };
  }

  /** Reads a request, answers it, and ends the connection. */
  static Script answeringOnce(byte[] answer) {
    return connection -> {
      connection.read();
      connection.write(answer);
    };
  }

  private static ServerSocket listener(@Nullable SSLContext tls) {
    try {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      return tls == null
          ? new ServerSocket(0, BACKLOG, loopback)
          : tls.getServerSocketFactory().createServerSocket(0, BACKLOG, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        CountDownLatch end = new CountDownLatch(1);
        open.add(socket);
        ends.add(end);
        accepted.countDown();
        daemon(() -> play(socket, end));
      }
    } catch (IOException e) {
      // The listener was closed: the test is over.
      return;
    }
  }

  private void play(Socket socket, CountDownLatch end) {
    try (socket) {
      script.play(new ScriptedConnection(socket, requests::add, reached, draining));
    } catch (IOException | InterruptedException e) {
      // A client that goes away is part of many scripts; the test looks at what it was told.
      return;
    } finally {
      open.remove(socket);
      end.countDown();
    }
  }

  URI uri(String pathAndQuery) {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + pathAndQuery);
  }

  List<ReceivedRequest> requests() {
    return requests;
  }

  ReceivedRequest onlyRequest() {
    assertTrue(requests.size() == 1, () -> requests.size() + " requests instead of one");
    return requests.get(0);
  }

  int connections() {
    return ends.size();
  }

  /** Waits until a script has come to {@link ScriptedConnection#reached}. */
  void awaitReached() throws InterruptedException {
    await(reached, "the server was not reached");
  }

  boolean wasReached() {
    return reached.getCount() == 0;
  }

  /**
   * Waits until the scripts of all connections have ended, of one at least: for scripts that hold
   * it means that the client hung up.
   */
  void awaitEnded() throws InterruptedException {
    draining.countDown();
    await(accepted, "no client came");
    for (CountDownLatch end : ends) {
      await(end, "the client did not hang up");
    }
  }

  private static void await(CountDownLatch latch, String complaint) throws InterruptedException {
    assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS), complaint);
  }

  @Override
  public void close() throws IOException {
    draining.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
