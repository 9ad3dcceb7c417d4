// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import ai.nomyo.testkit.Hold;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What goes wrong on the way between a client and a server; immutable.
 *
 * <pre>{@code
 * proxy.next(Fault.reset(After.accept()));
 * proxy.next(Fault.none(), Fault.closed(After.answerBytes(100)));
 * proxy.next(Fault.stalled(After.requestBytes(500), hold));
 * }</pre>
 *
 * <p>A fault {@link After#accept} is for a connection, every other one for an exchange. It does not
 * happen in an exchange that ends before its place.
 *
 * <p>What a server says wrongly (statuses, bodies, packages) is for {@link
 * ai.nomyo.testkit.Script}.
 */
public final class Fault {

  private static final Fault NONE = new Fault(After.requestBytes(Long.MAX_VALUE), passage -> true);

  private static final int CHUNK_BYTES = 64 * 1024;

  private final After place;
  private final Effect effect;

  private Fault(After place, Effect effect) {
    this.place = place;
    this.effect = effect;
  }

  /** Nothing goes wrong with an exchange: for its place in the order. */
  public static Fault none() {
    return NONE;
  }

  /**
   * The connection ends as if the server had closed it (FIN): the client reads what came before,
   * and then the end. What the client still sends is read and dropped, for else the system would
   * reset the connection.
   */
  public static Fault closed(After place) {
    return new Fault(place, Passage::close);
  }

  /** The connection is reset (RST). */
  public static Fault reset(After place) {
    return new Fault(place, Passage::reset);
  }

  /**
   * Nothing more passes until the hold is released; then all goes on as if nothing had been. At
   * places in the request nothing more is read, so that a client with a large one is stuck in
   * sending it.
   *
   * @param hold {@link Hold#awaitDisconnect} notices a client that leaves, except in the middle of
   *     a request of which 64 KiB and more are unread
   */
  public static Fault stalled(After place, Hold hold) {
    return new Fault(place, passage -> passage.hold(hold));
  }

  /** The first byte of the answer comes that much later. */
  public static Fault delayed(Duration delay) {
    return new Fault(After.request(), passage -> passage.pause(delay));
  }

  /**
   * The answer comes byte by byte.
   *
   * @param pause after each of them; may be 0
   */
  public static Fault dripped(Duration pause) {
    return new Fault(After.request(), passage -> passage.drip(pause));
  }

  /**
   * The client gets these bytes in place of the answer, and then the end of the connection.
   *
   * @param bytes HTTP or not; copied
   */
  public static Fault replaced(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Fault(After.request(), passage -> passage.replace(out -> out.write(copy)));
  }

  /** As {@link #replaced(byte[])}, with a text in UTF-8. */
  public static Fault replaced(String text) {
    return replaced(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The client gets a 200 with a body of that size in place of the answer, made as it is sent: of
   * the letter x.
   */
  public static Fault oversized(long bodyBytes) {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + bodyBytes + "\r\n\r\n";
    return new Fault(
        After.request(),
        passage ->
            passage.replace(
                out -> {
                  out.write(head.getBytes(StandardCharsets.US_ASCII));
                  fill(out, bodyBytes);
                }));
  }

  private static void fill(OutputStream out, long count) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    Arrays.fill(chunk, (byte) 'x');
    for (long left = count; left > 0; left -= chunk.length) {
      out.write(chunk, 0, (int) Math.min(left, chunk.length));
    }
  }

  After place() {
    return place;
  }

  Effect effect() {
    return effect;
  }
}
