// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes and reads what it likes. */
public final class RawConnection implements AutoCloseable {

  private final Socket socket;

  public RawConnection(URI router) throws IOException {
    this(new Socket(router.getHost(), router.getPort()));
  }

  public RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(30_000);
  }

  public RawConnection write(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawConnection write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** The next response: its head, an LF and its body. */
  public String response() throws IOException {
    String head = head();
    return head + body(head);
  }

  /** The head of the next response, each line with an LF. */
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return "closed after " + head.length();
      }
      head.append((char) next);
    }
    return head.toString().replace("\r", "");
  }

  private String body(String head) throws IOException {
    int length =
        head.lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .findFirst()
            .orElse(0);
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /** That many characters of ASCII. */
  public String read(int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
  }

  /** Everything until the router closes the connection. */
  public String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
