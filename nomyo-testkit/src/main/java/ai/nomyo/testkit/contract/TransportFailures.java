// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a {@link ai.nomyo.core.port.Transport} says of exchanges that fail. */
abstract class TransportFailures extends TransportFixture {

  @TempDir Path directory;

  TransportFailures(TransportContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> everyOne_isOfItsKindAndKnowsWhetherTheRequestMayHaveBeenSent() {
    return FailingExchange.all().stream()
        .map(way -> dynamicTest(way.toString(), () -> assertFails(way)));
  }

  private void assertFails(FailingExchange way) throws Exception {
    Path ca = Files.writeString(directory.resolve("ca.pem"), FailingExchange.authoritiesPem());
    try (Transport trusting = newTransportTrusting(ca)) {
      way.assertFailsOn(trusting);
    }
  }

  @TestFactory
  Stream<DynamicTest> cutAnywhere_isNeverTakenForAWholeResponse() {
    byte[] body = HttpText.bytes("0123456789");
    byte[] sized = HttpText.response(200, "X-Any: value\r\n", body);
    byte[] chunked = HttpText.chunked(200, body, 4);
    int beforeLastChunk = chunked.length - "0\r\n\r\n".length();
    return Stream.of(
        dynamicTest("with a length", () -> assertLostAtEveryCut(sized, sized.length - 1)),
        dynamicTest("in chunks", () -> assertLostAtEveryCut(chunked, beforeLastChunk)));
  }

  private void assertLostAtEveryCut(byte[] answer, int longestCut) throws Exception {
    AtomicInteger cut = new AtomicInteger();
    ScriptedServer.Script cutOff =
        connection -> {
          connection.read();
          connection.write(Arrays.copyOf(answer, cut.get()));
        };
    try (ScriptedServer server = ScriptedServer.http(cutOff)) {
      for (int length = 0; length <= longestCut; length++) {
        cut.set(length);
        assertFailure(
            Kind.CONNECTION_LOST, true, Requests.get(server.uri("/")), "cut after " + length);
      }
      assertEquals(longestCut + 1, server.requests().size(), "requests");
    }
  }

  @Test
  void hostAndPort_areNamed() {
    TransportException failure =
        assertFailure(
            Kind.UNKNOWN_HOST,
            false,
            Requests.get(URI.create("http://nobody.invalid:8080/")),
            "unknown host");
    assertTrue(failure.getMessage().contains("nobody.invalid:8080"), failure::getMessage);
  }
}
