package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

  @TempDir Path directory;

  /** With one connection in the pool, the first that is not given back would be the last. */
  @Test
  void failuresOfEveryKind_leaveNoConnectionAndNoThread() throws Exception {
    List<FailingExchange> ways = FailingExchange.all();
    try (LoopbackServer server = LoopbackServer.answering(FINE)) {
      HttpClientTransport transport = ofOneConnection();
      for (int failure = 0; failure < FAILURES; failure++) {
        ways.get(failure % ways.size()).assertFailsOn(transport);
        assertServed(transport, server);
      }
      transport.close();
      server.awaitEnded();
      assertTrue(transport.threads.awaitTermination(20, TimeUnit.SECONDS), "a thread is left");
    }
  }

  private HttpClientTransport ofOneConnection() throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), FailingExchange.authoritiesPem());
    return HttpClientTransport.builder().trustingOnly(ca).maxConnections(1).build();
  }

  private static void assertServed(HttpClientTransport transport, LoopbackServer server)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
    assertEquals(200, transport.send(Loopback.get(uri)).status());
  }
}
