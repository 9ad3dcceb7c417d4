// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Responses as they travel. */
final class HttpText {

  private HttpText() {}

  /** A response with a {@code Content-Length}. */
  static byte[] response(int status, String headerLines, byte[] body) {
    return join(head(status, headerLines + "Content-Length: " + body.length + "\r\n"), body);
  }

  /** A response that travels in chunks of at most that many bytes. */
  static byte[] chunked(int status, byte[] body, int chunkBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head(status, "Transfer-Encoding: chunked\r\n"));
    for (int from = 0; from < body.length; from += chunkBytes) {
      int count = Math.min(chunkBytes, body.length - from);
      out.writeBytes(bytes(Integer.toHexString(count) + "\r\n"));
      out.write(body, from, count);
      out.writeBytes(bytes("\r\n"));
    }
    out.writeBytes(bytes("0\r\n\r\n"));
    return out.toByteArray();
  }

  static byte[] head(int status, String headerLines) {
    return bytes("HTTP/1.1 " + status + " Said\r\n" + headerLines + "\r\n");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + second.length);
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
