// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on 127.0.0.1 that connects to one port there, whatever name it is asked for, and
 * remembers what it was asked.
 */
final class LoopbackProxy implements AutoCloseable {

  private final LoopbackServer server;
  private final String scheme;
  private final int target;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private LoopbackProxy(String scheme, int target) throws IOException {
    this.scheme = scheme;
    this.target = target;
    this.server = new LoopbackServer(scheme.equals("http") ? this::http : this::socks);
  }

  static LoopbackProxy http(int target) throws IOException {
    return new LoopbackProxy("http", target);
  }

  static LoopbackProxy socks(int target) throws IOException {
    return new LoopbackProxy("socks5", target);
  }

  URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + server.port());
  }

  /** Heads of HTTP requests, or the names and ports that SOCKS was asked for. */
  List<String> asked() {
    return asked;
  }

  private void http(Socket client) throws IOException {
    String head = LoopbackServer.head(client.getInputStream());
    asked.add(head);
    try (Socket there = connected()) {
      if (head.startsWith("CONNECT ")) {
        client.getOutputStream().write(ascii("HTTP/1.1 200 Tunnel\r\n\r\n"));
      } else {
        there.getOutputStream().write(ascii(head));
      }
      relay(client, there);
    }
  }

  // RFC 1928, sections 3 to 6.
  private void socks(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    in.read();
    in.readNBytes(in.read());
    client.getOutputStream().write(new byte[] {5, 0});
    byte[] request = in.readNBytes(4);
    boolean named = request[3] == 3;
    byte[] address = in.readNBytes(named ? in.read() : 4);
    int port = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff;
    asked.add((named ? new String(address, StandardCharsets.US_ASCII) : "an address") + ":" + port);
    try (Socket there = connected()) {
      client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
      relay(client, there);
    }
  }

  private Socket connected() throws IOException {
    return new Socket(Loopback.freePort().getAddress(), target);
  }

  private static void relay(Socket client, Socket there) throws IOException {
    LoopbackServer.daemon(() -> copy(there, client));
    client.getInputStream().transferTo(there.getOutputStream());
  }

  private static void copy(Socket from, Socket to) {
    try (OutputStream out = to.getOutputStream()) {
      from.getInputStream().transferTo(out);
    } catch (IOException oneIsGone) {
      return;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
