// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.TransportException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a {@link ai.nomyo.core.port.Transport} keeps to itself. */
abstract class TransportSecrecy extends TransportFixture {

  private static final String CANARY = "canary-4f1d";

  private final Map<String, String> secret = Map.of("Authorization", "Bearer " + CANARY);

  TransportSecrecy(TransportContract contract) {
    super(contract);
  }

  @Test
  void request_showsNoHeaderValue() {
    String shown = Requests.get(URI.create("http://127.0.0.1/"), secret).toString();

    assertTrue(shown.contains("Authorization"), shown);
    assertFalse(shown.contains(CANARY), shown);
  }

  @Test
  void failure_showsNoHeaderValue_noneOfItsCausesDoes() throws Exception {
    byte[] cut = HttpText.bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0");
    for (byte[] answer : List.of(new byte[0], cut, HttpText.bytes("garbage\r\n\r\n"))) {
      try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(answer))) {
        URI uri = server.uri("/");
        assertNoCanary(
            assertThrows(
                TransportException.class, () -> transport.send(Requests.get(uri, secret))));
        assertEquals(Optional.of("Bearer " + CANARY), server.onlyRequest().header("Authorization"));
      }
    }
  }

  private void assertNoCanary(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      assertFalse(t.toString().contains(CANARY), t::toString);
    }
  }
}
