// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

/**
 * The place of a {@link Fault}: how far a connection or an exchange gets before it. Immutable.
 *
 * <p>Bytes are those on the wire: of the head and the body over HTTP, of TLS records over HTTPS.
 */
public final class After {

  /** What gets that far. */
  enum Way {
    CONNECTION,
    REQUEST,
    ANSWER
  }

  private final Way way;
  private final long bytes;

  private After(Way way, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes " + bytes + ": 0 or more allowed");
    }
    this.way = way;
    this.bytes = bytes;
  }

  /** The connection was accepted, and nothing has been read from it. */
  public static After accept() {
    return new After(Way.CONNECTION, 0);
  }

  /**
   * That many bytes of the request were passed on to the server.
   *
   * @param count 0 for the moment when the first byte is there and not passed on
   */
  public static After requestBytes(long count) {
    return new After(Way.REQUEST, count);
  }

  /**
   * The whole request was passed on and the server has begun to answer, of which nothing was passed
   * on to the client.
   */
  public static After request() {
    return answerBytes(0);
  }

  /**
   * That many bytes of the answer were passed on to the client.
   *
   * @param count 0 for {@link #request}
   */
  public static After answerBytes(long count) {
    return new After(Way.ANSWER, count);
  }

  Way way() {
    return way;
  }

  long bytes() {
    return bytes;
  }
}
