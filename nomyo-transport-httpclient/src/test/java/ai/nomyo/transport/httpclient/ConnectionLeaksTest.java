// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.testkit.contract.FailingExchange;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What many failures leave behind. */
@Timeout(300)
final class ConnectionLeaksTest {

  private static final int FAILURES = 200;

  @TempDir Path directory;

  /** With one connection in the pool, the first that is not given back would be the last. */
  @Test
  void failuresOfEveryKind_leaveNoConnectionAndNoThread() throws Exception {
    List<FailingExchange> ways = FailingExchange.all();
    HttpClientTransport transport = ofOneConnection();
    try (LoopbackServer fine = LoopbackServer.answering(response(1000));
        LoopbackServer verbose = LoopbackServer.answering(response(1001))) {
      for (int failure = 0; failure < FAILURES; failure++) {
        ways.get(failure % ways.size()).assertFailsOn(transport);
        assertFalse(responseOf(fine, transport).oversized());
        assertTrue(responseOf(verbose, transport).oversized());
      }
      transport.close();
      fine.awaitEnded();
      verbose.awaitEnded();
      assertTrue(transport.threads.awaitTermination(20, TimeUnit.SECONDS), "a thread is left");
    } finally {
      transport.close();
    }
  }

  private HttpClientTransport ofOneConnection() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), FailingExchange.authoritiesPem());
    return HttpClientTransport.builder().trustingOnly(ca).maxConnections(1).build();
  }

  /** To a request that allows 1000 bytes. */
  private static TransportResponse responseOf(LoopbackServer server, HttpClientTransport transport)
      throws TransportException {
    return transport.send(Loopback.get(URI.create("http://127.0.0.1:" + server.port() + "/")));
  }

  private static String response(int bytes) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes);
  }
}
