// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on a free port of 127.0.0.1 that does on each connection what it is told. */
final class LoopbackServer implements AutoCloseable {

  /** What happens on a connection; it is closed when this returns. */
  @FunctionalInterface
  interface Talk {
    void on(Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final Talk talk;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<CountDownLatch> ends = new CopyOnWriteArrayList<>();

  LoopbackServer(Talk talk) throws IOException {
    this.listener = new ServerSocket(0, 50, Loopback.freePort().getAddress());
    this.talk = talk;
    daemon(this::accept);
  }

  /** Answers every request, which must have no body, with these bytes. */
  static LoopbackServer answering(String response) throws IOException {
    return new LoopbackServer(
        socket -> {
          while (!head(socket.getInputStream()).isEmpty()) {
            socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
          }
        });
  }

  /** A request's head up to the empty line; empty at the end of the connection. */
  static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  static void daemon(Runnable task) {
    Thread thread = new Thread(task, "loopback-server");
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
        daemon(() -> talkOn(socket, end));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void talkOn(Socket socket, CountDownLatch end) {
    try (socket) {
      talk.on(socket);
    } catch (IOException clientIsGone) {
      return;
    } finally {
      end.countDown();
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return ends.size();
  }

  /** Waits until every connection so far has ended. */
  void awaitEnded() throws InterruptedException {
    for (CountDownLatch end : ends) {
      end.await();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
