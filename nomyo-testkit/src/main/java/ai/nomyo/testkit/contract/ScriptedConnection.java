// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection. For the one thread that plays the script. */
final class ScriptedConnection {

  private final Socket socket;
  private final Consumer<ReceivedRequest> received;
  private final CountDownLatch reached;
  private final CountDownLatch draining;
  private final InputStream in;

  /**
   * @param reached counted down by {@link #reached}
   * @param draining ends {@link #holdUnread}
   */
  ScriptedConnection(
      Socket socket,
      Consumer<ReceivedRequest> received,
      CountDownLatch reached,
      CountDownLatch draining)
      throws IOException {
    this.socket = socket;
    this.received = received;
    this.reached = reached;
    this.draining = draining;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** The next request, or null at the end. */
  @Nullable ReceivedRequest read() throws IOException {
    String requestLine = readLine();
    if (requestLine == null) {
      return null;
    }
    List<String> headerLines = readHeaderLines();
    int length =
        new ReceivedRequest(requestLine, headerLines, new byte[0])
            .header("Content-Length")
            .map(Integer::parseInt)
            .orElse(0);
    ReceivedRequest request = new ReceivedRequest(requestLine, headerLines, in.readNBytes(length));
    received.accept(request);
    return request;
  }

  private List<String> readHeaderLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = readLine(); !"".equals(line); line = readLine()) {
      if (line == null) {
        throw new EOFException("the request ended within its head");
      }
      lines.add(line);
    }
    return lines;
  }

  private @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Blocks until the client has sent something, if only the first byte of a TLS handshake. */
  void awaitFirstByte() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      throw new EOFException("the client sent nothing");
    }
    in.reset();
  }

  /** Tells the test that the script has come to where it waits for it. */
  void reached() {
    reached.countDown();
  }

  /** Sends nothing more, and returns when the client has closed the connection. */
  void hold() throws IOException {
    reached();
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** The same, but reads nothing either until the test waits for the end. */
  void holdUnread() throws IOException, InterruptedException {
    reached();
    draining.await();
    hold();
  }

  /** Answers the beginning of a TLS handshake in that version, and says no more. */
  void sayHello(SSLContext tls, String version) throws IOException {
    write(ServerHello.to(in, tls, version));
  }

  /**
   * Speaks TLS 1.3 and wants a certificate, which the client has not. The connection stays open
   * below TLS, because closing it might overtake the alert.
   */
  void wantClientCertificate(SSLContext tls) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, (InputStream) null, false);
    secured.setUseClientMode(false);
    secured.setNeedClientAuth(true);
    secured.setEnabledProtocols(new String[] {"TLSv1.3"});
    assertThrows(SSLException.class, secured::startHandshake);
    hold();
  }

  /** Breaks the connection instead of ending it. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
