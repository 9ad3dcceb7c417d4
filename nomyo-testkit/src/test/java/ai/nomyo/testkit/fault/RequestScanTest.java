// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestScanTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\ncontent-LENGTH:  9\r\n\r\n\r\n\r\nGET /";
  private static final String EMPTY = "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

  /** The requests that are found in a text that comes in pieces of that size. */
  private static List<String> requestsIn(RequestScan scan, String text, int piece) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    List<String> requests = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int last = requests.size() - 1;
      boolean begins = scan.betweenRequests();
      int end = scan.advance(bytes, from, Math.min(bytes.length, from + piece));
      String part = text.substring(from, end);
      if (begins) {
        requests.add(part);
      } else {
        requests.set(last, requests.get(last) + part);
      }
      from = end;
    }
    return requests;
  }

  @Test
  void requests_areTold_inWhateverPiecesTheyCome() {
    List<String> sent = List.of(GET, POST, GET, EMPTY, POST, POST);
    for (int piece = 1; piece <= 200; piece++) {
      assertEquals(sent, requestsIn(RequestScan.http(), String.join("", sent), piece));
    }
  }

  @Test
  void chunkedRequest_isTheLast() {
    assertEquals(
        List.of(GET, CHUNKED + GET), requestsIn(RequestScan.http(), GET + CHUNKED + GET, 7));
  }

  @Test
  void whatCannotBeRead_isOneRequest() {
    assertEquals(List.of(GET + GET), requestsIn(RequestScan.opaque(), GET + GET, 7));
  }
}
