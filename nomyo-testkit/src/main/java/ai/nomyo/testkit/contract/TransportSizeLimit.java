// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.nomyo.core.port.TransportResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How much of a response's body a {@link ai.nomyo.core.port.Transport} reads. */
abstract class TransportSizeLimit extends TransportFixture {

  private static final int LIMIT = 1000;
  private static final long VAST = 1L << 30;
  private static final int PIECE_BYTES = 0x10000;

  /** More than two sockets of this machine keep between them. */
  private static final int BETWEEN_THE_SOCKETS = 64 * 1024 * 1024;

  TransportSizeLimit(TransportContract contract) {
    super(contract);
  }

  @Test
  void ofExactlyThatSize_isRead() throws Exception {
    byte[] body = new byte[LIMIT];
    for (byte[] answer : bothFramings(body)) {
      try (ScriptedServer server = ScriptedServer.http(always(answer))) {
        TransportResponse response = transport.send(Requests.get(server.uri("/"), LIMIT));

        assertFalse(response.oversized());
        assertArrayEquals(body, bodyOf(response));
      }
    }
  }

  @Test
  void oneByteMore_isReportedWithStatusAndHeaders() throws Exception {
    for (byte[] answer : bothFramings(new byte[LIMIT + 1])) {
      try (ScriptedServer server = ScriptedServer.http(always(answer))) {
        TransportResponse response = transport.send(Requests.get(server.uri("/"), LIMIT));

        assertTrue(response.oversized());
        assertEquals(418, response.status());
        assertEquals(0, response.body().remaining());
      }
    }
  }

  private List<byte[]> bothFramings(byte[] body) {
    return List.of(HttpText.response(418, "", body), HttpText.chunked(418, body, 300));
  }

  @TestFactory
  Stream<DynamicTest> announcedTooLarge_isNotReadAtAll() {
    return Stream.of(LIMIT + 1L, 3_000_000_000L, Long.MAX_VALUE)
        .map(length -> dynamicTest(length + " bytes", () -> assertNotRead(length)));
  }

  private void assertNotRead(long announced) throws Exception {
    ScriptedServer.Script announce =
        connection -> {
          connection.read();
          connection.write(
              HttpText.head(200, "X-Kept: yes\r\nContent-Length: " + announced + "\r\n"));
          connection.hold();
        };
    try (ScriptedServer server = ScriptedServer.http(announce)) {
      TransportResponse response = transport.send(Requests.get(server.uri("/"), LIMIT));

      assertTrue(response.oversized());
      assertEquals(Optional.of("yes"), response.header("X-Kept"));
      server.awaitEnded();
    }
  }

  @TestFactory
  Stream<DynamicTest> vastBody_isReadNoFurtherThanAllowed() {
    return Stream.of(
        dynamicTest("with a length", () -> assertGivenUp("Content-Length: " + VAST, "", "")),
        dynamicTest(
            "in chunks", () -> assertGivenUp("Transfer-Encoding: chunked", "10000\r\n", "\r\n")),
        dynamicTest("without a length", () -> assertGivenUp("X-Any: value", "", "")));
  }

  private void assertGivenUp(String header, String beforePiece, String afterPiece)
      throws Exception {
    AtomicLong sent = new AtomicLong();
    ScriptedServer.Script vast =
        connection -> {
          connection.read();
          connection.write(HttpText.head(200, header + "\r\n"));
          while (sent.get() < VAST) {
            connection.write(beforePiece);
            connection.write(new byte[PIECE_BYTES]);
            connection.write(afterPiece);
            sent.addAndGet(PIECE_BYTES);
          }
        };
    try (ScriptedServer server = ScriptedServer.http(vast)) {
      int allowed = 1024 * 1024;
      assertTrue(transport.send(Requests.get(server.uri("/"), allowed)).oversized());
      server.awaitEnded();
      // What was not taken off the server's hands is not held here.
      assertTrue(sent.get() < allowed + BETWEEN_THE_SOCKETS, () -> sent + " bytes were sent");
    }
  }
}
