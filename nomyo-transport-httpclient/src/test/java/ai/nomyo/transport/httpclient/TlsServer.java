// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.testkit.SelfSignedCertificate;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port of 127.0.0.1 that answers every request over TLS. */
final class TlsServer implements AutoCloseable {

  private final HttpsServer server;
  private final AtomicInteger requests = new AtomicInteger();

  private TlsServer(HttpsServer server) {
    this.server = server;
  }

  static TlsServer showing(SelfSignedCertificate certificate) throws IOException {
    return with(new HttpsConfigurator(certificate.sslContext()));
  }

  static TlsServer with(HttpsConfigurator tls) throws IOException {
    TlsServer started = new TlsServer(HttpsServer.create(Loopback.freePort(), 0));
    started.server.setHttpsConfigurator(tls);
    started.server.createContext(
        "/",
        exchange -> {
          started.requests.incrementAndGet();
          Loopback.answering("fine").handle(exchange);
        });
    started.server.start();
    return started;
  }

  /** As messages name it. */
  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("https://" + authority() + "/");
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
