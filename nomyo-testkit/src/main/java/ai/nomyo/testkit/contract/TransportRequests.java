// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.port.TransportResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link ai.nomyo.core.port.Transport} sends. */
abstract class TransportRequests extends TransportFixture {

  TransportRequests(TransportContract contract) {
    super(contract);
  }

  @Test
  void get_carriesMethodPathAndHeadersInOrder() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("X-Zebra", "1");
      headers.put("X-Apple", "%2B a+b");
      headers.put("X-Mango", "3");

      transport.send(Requests.get(server.uri("/pki/public_key?a=%20b&c=d"), headers));

      ReceivedRequest seen = server.onlyRequest();
      assertEquals("GET /pki/public_key?a=%20b&c=d HTTP/1.1", seen.requestLine());
      assertEquals(
          List.of("X-Zebra: 1", "X-Apple: %2B a+b", "X-Mango: 3"),
          seen.headerLines().stream().filter(line -> line.startsWith("X-")).toList());
      assertEquals(0, seen.body().length);
    }
  }

  @Test
  void post_carriesItsBodyExactly() throws Exception {
    byte[] everyByte = new byte[256];
    IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      transport.send(
          Requests.post(
              server.uri("/v1/x"), Map.of("Content-Type", "application/x-it"), everyByte));

      ReceivedRequest seen = server.onlyRequest();
      assertEquals("POST /v1/x HTTP/1.1", seen.requestLine());
      assertEquals(Optional.of("application/x-it"), seen.header("Content-Type"));
      assertEquals(Optional.of("256"), seen.header("Content-Length"));
      assertArrayEquals(everyByte, seen.body());
    }
  }

  @Test
  void nothingIsAddedButWhatHttpNeeds() throws Exception {
    Set<String> needed = Set.of("host", "content-length", "connection", "user-agent");
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      transport.send(Requests.get(server.uri("/")));
      transport.send(Requests.post(server.uri("/"), new byte[1]));

      for (ReceivedRequest seen : server.requests()) {
        List<String> added =
            seen.headerNames().stream().filter(name -> !needed.contains(name)).toList();
        assertEquals(List.of(), added, seen.requestLine());
      }
    }
  }

  @Test
  void lineBreakInAHeader_addsNoOther() throws Exception {
    try (ScriptedServer server = ScriptedServer.http(always(ok("fine")))) {
      transport.send(Requests.get(server.uri("/"), Map.of("X-Any", "a\r\nX-Injected: b")));

      assertEquals(Optional.empty(), server.onlyRequest().header("X-Injected"));
    }
  }

  @Test
  void largeBodies_travelUnchangedBothWays() throws Exception {
    byte[] large = new byte[6 * 1024 * 1024 + 1];
    new Random(1).nextBytes(large);
    try (ScriptedServer server =
        ScriptedServer.http(always(seen -> HttpText.response(200, "", seen.body())))) {
      TransportResponse response = transport.send(Requests.post(server.uri("/"), large));

      assertArrayEquals(large, bodyOf(response));
    }
  }
}
