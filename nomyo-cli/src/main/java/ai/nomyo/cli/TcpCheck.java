// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The second step: a connection to the next hop, which is closed at once. */
final class TcpCheck {

  private final NextHop hop;
  private final Duration limit;
  private final long start = System.nanoTime();

  private TcpCheck(NextHop hop, Duration limit) {
    this.hop = hop;
    this.limit = limit;
  }

  /** Tries the addresses in turn, as the transport does, until one answers. */
  static Finding of(NextHop hop, List<InetAddress> addresses, Duration limit) {
    return new TcpCheck(hop, limit).firstOf(addresses);
  }

  private Finding firstOf(List<InetAddress> addresses) {
    IOException last = new SocketTimeoutException("there is no address");
    for (InetAddress address : addresses) {
      try {
        return connected(address);
      } catch (IOException unreachable) {
        last = unreachable;
      }
    }
    return failed(last);
  }

  private Finding connected(InetAddress address) throws IOException {
    // The transport obeys no system property about proxies either.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(address, hop.port()), millisLeft());
    }
    return passed(address);
  }

  private int millisLeft() throws SocketTimeoutException {
    long left = limit.toMillis() - millis();
    if (left <= 0) {
      throw new SocketTimeoutException("no time was left for " + hop.host());
    }
    return (int) left;
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private Finding passed(InetAddress address) {
    long millis = millis();
    String where = address.getHostAddress() + " port " + hop.port();
    return Finding.passed(
        NetworkStep.TCP,
        hop.role() + " at " + where + ", connected in " + millis + " ms",
        JsonObject.builder()
            .put("address", address.getHostAddress())
            .put("port", hop.port())
            .put("millis", millis)
            .build());
  }

  private Finding failed(IOException last) {
    String message = "no connection to " + hop.role() + " " + hop.host() + ":" + hop.port();
    return Finding.failed(
        NetworkStep.TCP, new ApiConnectionException(message, null, true, last), JsonObject.empty());
  }
}
