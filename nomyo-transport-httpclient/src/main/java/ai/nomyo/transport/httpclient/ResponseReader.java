// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.core.port.TransportResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads a response's body up to the size that is allowed. */
final class ResponseReader {

  private ResponseReader() {}

  static TransportResponse read(ClassicHttpResponse response, int maxBytes) throws IOException {
    int status = response.getCode();
    Map<String, String> headers = headers(response);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return TransportResponse.of(status, headers, new byte[0]);
    }
    if (entity.getContentLength() > maxBytes) {
      return TransportResponse.oversized(status, headers);
    }
    byte[] body = body(entity, maxBytes);
    return body.length > maxBytes
        ? TransportResponse.oversized(status, headers)
        : TransportResponse.of(status, headers, body);
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.put(header.getName(), header.getValue());
    }
    return headers;
  }

  /** The whole body, or one byte more than allowed. */
  private static byte[] body(HttpEntity entity, int maxBytes) throws IOException {
    InputStream in = entity.getContent();
    return entity.getContentLength() >= 0
        ? ofKnownSize(in, (int) entity.getContentLength())
        : in.readNBytes((int) Math.min(maxBytes + 1L, Integer.MAX_VALUE));
  }

  private static byte[] ofKnownSize(InputStream in, int size) throws IOException {
    byte[] body = new byte[size];
    in.readNBytes(body, 0, size);
    // Only a read that meets the end gives the connection back to the pool.
    in.read();
    return body;
  }
}
