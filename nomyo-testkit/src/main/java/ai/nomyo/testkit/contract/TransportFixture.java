// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The transport under test, and the words that its tests are written in. */
abstract class TransportFixture {

  private final TransportContract contract;

  Transport transport;

  TransportFixture(TransportContract contract) {
    this.contract = contract;
  }

  @BeforeEach
  void openTransport() {
    transport = newTransport();
  }

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  final Transport newTransport() {
    return contract.newTransport();
  }

  final Transport newTransportTrusting(Path caPem) {
    return contract.newTransportTrusting(caPem);
  }

  final TransportException assertFailure(
      Kind kind, boolean maybeSent, TransportRequest request, String situation) {
    TransportException failure =
        assertThrows(TransportException.class, () -> transport.send(request), situation);
    assertEquals(kind, failure.kind(), () -> situation + ": " + failure.getMessage());
    assertEquals(maybeSent, failure.maybeSent(), () -> situation + ": " + failure.getMessage());
    return failure;
  }

  static ScriptedServer.Script always(byte[] answer) {
    return always(seen -> answer);
  }

  static ScriptedServer.Script always(Function<ReceivedRequest, byte[]> answer) {
    return ScriptedServer.answering(answer);
  }

  static byte[] ok(String body) {
    return HttpText.response(200, "", HttpText.bytes(body));
  }

  static byte[] bodyOf(TransportResponse response) {
    ByteBuffer body = response.body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return bytes;
  }
}
