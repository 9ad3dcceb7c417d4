// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.nomyo.core.port.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a {@link ai.nomyo.core.port.Transport} makes of whole responses. */
abstract class TransportResponses extends TransportFixture {

  TransportResponses(TransportContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> ofAnyStatus_isReturnedAfterOneRequest() {
    return IntStream.of(
            200, 201, 204, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 408, 409,
            413, 418, 421, 422, 425, 426, 429, 431, 500, 501, 502, 503, 504, 511, 599)
        .mapToObj(status -> dynamicTest(status + "", () -> assertReturnedAfterOneRequest(status)));
  }

  private void assertReturnedAfterOneRequest(int status) throws Exception {
    String tempting =
        "Location: /elsewhere\r\nRetry-After: 0\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
            + "Proxy-Authenticate: Basic realm=\"x\"\r\nRefresh: 0\r\n";
    byte[] body = status == 204 || status == 304 ? new byte[0] : HttpText.bytes("why");
    try (ScriptedServer server =
        ScriptedServer.http(always(HttpText.response(status, tempting, body)))) {
      TransportResponse response =
          transport.send(Requests.post(server.uri("/"), HttpText.bytes("sealed")));

      assertEquals(status, response.status());
      assertArrayEquals(body, bodyOf(response));
      assertEquals(Optional.of("/elsewhere"), response.header("Location"));
      server.onlyRequest();
    }
  }

  @Test
  void headers_areFoundInAnyCase_andTheLastOfTwoCounts() throws Exception {
    byte[] answer = HttpText.response(200, "x-nomyo: one\r\nX-NoMyO: two\r\n", new byte[0]);
    try (ScriptedServer server = ScriptedServer.http(always(answer))) {
      TransportResponse response = transport.send(Requests.get(server.uri("/")));

      assertEquals(Optional.of("two"), response.header("X-NOMYO"));
      assertEquals(Optional.empty(), response.header("X-Other"));
    }
  }

  @Test
  void withoutABody_hasAnEmptyOne() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.http(always(HttpText.response(200, "", new byte[0])))) {
      TransportResponse response = transport.send(Requests.get(server.uri("/")));

      assertEquals(0, response.body().remaining());
      assertFalse(response.oversized());
    }
  }

  @Test
  void compressedBody_comesAsItWasSent() throws Exception {
    byte[] compressed = gzip("not for the transport to open");
    byte[] answer = HttpText.response(200, "Content-Encoding: gzip\r\n", compressed);
    try (ScriptedServer server = ScriptedServer.http(always(answer))) {
      TransportResponse response = transport.send(Requests.get(server.uri("/")));

      assertArrayEquals(compressed, bodyOf(response));
      assertEquals(Optional.of("gzip"), response.header("Content-Encoding"));
    }
  }

  @Test
  void inChunks_isPutTogether() throws Exception {
    byte[] body = new byte[1_000_003];
    new Random(2).nextBytes(body);
    try (ScriptedServer server = ScriptedServer.http(always(HttpText.chunked(200, body, 4096)))) {
      assertArrayEquals(body, bodyOf(transport.send(Requests.get(server.uri("/")))));
    }
  }

  @Test
  void withoutALength_endsWithTheConnection() throws Exception {
    byte[] answer = HttpText.bytes("HTTP/1.1 200 OK\r\n\r\nuntil the end");
    try (ScriptedServer server = ScriptedServer.http(ScriptedServer.answeringOnce(answer))) {
      assertArrayEquals(
          HttpText.bytes("until the end"), bodyOf(transport.send(Requests.get(server.uri("/")))));
    }
  }

  @Test
  void afterAnInterimOne_isTheFinalOne() throws Exception {
    byte[] answer =
        HttpText.bytes(
            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (ScriptedServer server = ScriptedServer.http(always(answer))) {
      assertEquals(200, transport.send(Requests.get(server.uri("/"))).status());
    }
  }

  @Test
  void cookies_areNotReturned() throws Exception {
    byte[] answer = HttpText.response(200, "Set-Cookie: id=1; Path=/\r\n", new byte[0]);
    try (ScriptedServer server = ScriptedServer.http(always(answer))) {
      transport.send(Requests.get(server.uri("/")));
      transport.send(Requests.get(server.uri("/")));

      assertEquals(2, server.requests().size());
      assertEquals(Optional.empty(), server.requests().get(1).header("Cookie"));
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(HttpText.bytes(text));
    }
    return out.toByteArray();
  }
}
