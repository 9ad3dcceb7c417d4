// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One client's connection: requests in, replies out, until one side has enough. */
final class HttpConnection {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int LINGER_MILLIS = 2_000;

  private final Socket socket;
  private final RouterProtocol protocol;
  private final BufferedInputStream in;
  private final BufferedOutputStream out;

  /**
   * @param socket closed by its owner
   */
  HttpConnection(Socket socket, RouterProtocol protocol) throws IOException {
    this.socket = socket;
    this.protocol = protocol;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
  }

  /** Answers requests until the connection is to be closed. */
  void serve() throws IOException, InterruptedException {
    HttpRequestReader requests = new HttpRequestReader(in, out, HttpRequestReader.MAX_BODY_BYTES);
    boolean more = true;
    while (more) {
      try {
        Optional<IncomingRequest> request = requests.next();
        more = request.isPresent() && answer(request.get());
      } catch (Refusal notHttp) {
        send(protocol.refuse(notHttp).with("Connection", "close"), true);
        letClientRead();
        more = false;
      }
    }
  }

  /** Closing on unread bytes would reset the connection and lose the reply (RFC 9112, 9.6). */
  private void letClientRead() throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout(LINGER_MILLIS);
    in.transferTo(OutputStream.nullOutputStream());
  }

  private boolean answer(IncomingRequest request) throws IOException, InterruptedException {
    boolean keepAlive = !request.headers().lists("Connection", "close");
    Reply reply = protocol.answer(request);
    return send(
            keepAlive ? reply : reply.with("Connection", "close"), !request.method().equals("HEAD"))
        && keepAlive;
  }

  /** Sends a reply in as few segments as it can; false when the connection is to be closed. */
  private boolean send(Reply reply, boolean withBody) throws IOException, InterruptedException {
    Delivery delivery = reply.delivery();
    if (!passes(delivery.beforeStatus()) || delivery.cut() == Delivery.Cut.BEFORE_STATUS) {
      return false;
    }
    if (delivery.raw().isPresent()) {
      out.write(delivery.raw().get().toArray());
      out.flush();
      return false;
    }
    writeHead(reply);
    boolean whole = !withBody || !reply.mayHaveBody() || sendBody(reply.body(), delivery);
    out.flush();
    return whole;
  }

  private boolean sendBody(ReplyBody body, Delivery delivery)
      throws IOException, InterruptedException {
    long half = body.size() / 2;
    body.write(out, 0, half);
    if (delivery.cut() == Delivery.Cut.MID_BODY) {
      return false;
    }
    if (delivery.midBody().isPresent()) {
      out.flush();
    }
    if (!passes(delivery.midBody())) {
      return false;
    }
    body.write(out, half, body.size());
    return true;
  }

  private void writeHead(Reply reply) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " \r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (reply.mayHaveBody()) {
      head.append("Content-Length: ").append(reply.body().size()).append("\r\n");
    }
    write(out, head.append("\r\n").toString());
  }

  private static void write(OutputStream out, String head) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean passes(Optional<Hold> hold) throws InterruptedException {
    return hold.isEmpty() || hold.get().holds(this::clientIsGone);
  }

  /** A client that waits for its answer sends nothing, so a read tells whether it is there. */
  private boolean clientIsGone() {
    try {
      socket.setSoTimeout(1);
      in.mark(1);
      boolean gone = in.read() < 0;
      in.reset();
      socket.setSoTimeout(0);
      return gone;
    } catch (SocketTimeoutException stillWaiting) {
      return !waitsAgainWithoutLimit();
    } catch (IOException broken) {
      return true;
    }
  }

  private boolean waitsAgainWithoutLimit() {
    try {
      socket.setSoTimeout(0);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
