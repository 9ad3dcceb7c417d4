// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP response that was read whole, or up to the size allowed. */
public final class TransportResponse {

  private final int status;
  private final Map<String, String> headers;
  private final ByteBuffer body;
  private final boolean oversized;

  private TransportResponse(
      int status, Map<String, String> headers, ByteBuffer body, boolean oversized) {
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
    this.oversized = oversized;
  }

  /**
   * A response read whole.
   *
   * @param headers by name; the last value where one occurs twice
   * @param body belongs to the response from now on
   */
  public static TransportResponse of(int status, Map<String, String> headers, byte[] body) {
    return new TransportResponse(status, headers, ByteBuffer.wrap(body), false);
  }

  /** A response whose body was larger than the request allows and was not kept. */
  public static TransportResponse oversized(int status, Map<String, String> headers) {
    return new TransportResponse(status, headers, ByteBuffer.allocate(0), true);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body in a heap buffer, with a position of its own. */
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** Whether the body was too large and is absent for that reason. */
  public boolean oversized() {
    return oversized;
  }

  @Override
  public String toString() {
    return "TransportResponse[" + status + ", " + body.limit() + " bytes]";
  }
}
