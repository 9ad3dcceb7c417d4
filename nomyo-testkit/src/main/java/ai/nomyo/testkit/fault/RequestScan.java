// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where one HTTP/1.1 request ends and the next begins in what a client sends (RFC 9112,
 * section 6.3). A request whose body comes in chunks is taken for the connection's last. For one
 * thread.
 */
final class RequestScan {

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:[ \\t]*(\\d+)");
  private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:");
  private static final long ENDLESS = Long.MAX_VALUE;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private boolean inHead;
  private boolean between = true;
  private long bodyLeft;

  private RequestScan(boolean inHead, long bodyLeft) {
    this.inHead = inHead;
    this.bodyLeft = bodyLeft;
  }

  /** For requests. */
  static RequestScan http() {
    return new RequestScan(true, 0);
  }

  /** For what cannot be read, such as TLS: all of it is one request. */
  static RequestScan opaque() {
    return new RequestScan(false, ENDLESS);
  }

  /** Whether the next byte is the first of a request. */
  boolean betweenRequests() {
    return between;
  }

  /**
   * Goes on in the bytes from one index to before another.
   *
   * @return the index behind the last byte of the request that is under way
   */
  int advance(byte[] bytes, int from, int end) {
    int next = inHead ? throughHead(bytes, from, end) : from;
    int inBody = inHead ? 0 : (int) Math.min(bodyLeft, end - next);
    bodyLeft -= inBody;
    between = !inHead && bodyLeft == 0;
    inHead |= between;
    return next + inBody;
  }

  private int throughHead(byte[] bytes, int from, int end) {
    for (int next = from; next < end; next++) {
      head.write(bytes[next]);
      if (bytes[next] == '\n' && endsHead()) {
        leaveHead();
        return next + 1;
      }
    }
    return end;
  }

  private boolean endsHead() {
    return head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
  }

  private void leaveHead() {
    String fields = head.toString(StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(fields);
    bodyLeft = length.find() ? Long.parseLong(length.group(1)) : 0;
    bodyLeft = CHUNKED.matcher(fields).find() ? ENDLESS : bodyLeft;
    head.reset();
    inHead = false;
  }
}
