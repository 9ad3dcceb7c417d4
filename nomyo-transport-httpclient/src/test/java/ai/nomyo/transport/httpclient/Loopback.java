// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportRequest;
import com.sun.net.httpserver.HttpHandler;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Servers of these tests, and requests to them. */
final class Loopback {

  private Loopback() {}

  static InetSocketAddress freePort() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
  }

  static HttpHandler answering(String text) {
    return exchange -> {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    };
  }

  static TransportRequest get(URI uri) {
    return get(uri, Timeouts.DEFAULT);
  }

  /** A request with a body of no bytes. */
  static TransportRequest post(URI uri) {
    RequestBody empty =
        new RequestBody() {
          @Override
          public int sizeBytes() {
            return 0;
          }

          @Override
          public void writeTo(OutputStream out) {}
        };
    return new TransportRequest("POST", uri, Map.of(), Optional.of(empty), Timeouts.DEFAULT, 1000);
  }

  static TransportRequest get(URI uri, Timeouts timeouts) {
    return new TransportRequest("GET", uri, Map.of(), Optional.empty(), timeouts, 1000);
  }
}
