// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.fault;

import ai.nomyo.testkit.Hold;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one exchange: passes bytes on and counts them, and lets a fault strike at its
 * place. For one thread.
 */
final class Passage {

  /** Writes to a client. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final ClientSide client;
  private final OutputStream to;
  private final Effect effect;
  private long bytesToFault;
  private @Nullable Duration pauseAfterByte;

  /**
   * @param to where the bytes go: the server for requests, the client for answers
   * @param bytesToFault how many pass before the effect
   */
  Passage(ClientSide client, OutputStream to, long bytesToFault, Effect effect) {
    this.client = client;
    this.to = to;
    this.bytesToFault = bytesToFault;
    this.effect = effect;
  }

  /**
   * Passes on the bytes from one index to before another.
   *
   * @return whether the connection goes on
   */
  boolean pass(byte[] bytes, int from, int end) throws IOException, InterruptedException {
    if (bytesToFault > end - from) {
      bytesToFault -= end - from;
      write(bytes, from, end);
      return true;
    }
    int place = from + (int) bytesToFault;
    bytesToFault = Long.MAX_VALUE;
    write(bytes, from, place);
    if (!effect.strike(this)) {
      return false;
    }
    write(bytes, place, end);
    return true;
  }

  private void write(byte[] bytes, int from, int end) throws IOException, InterruptedException {
    if (pauseAfterByte == null) {
      to.write(bytes, from, end - from);
      return;
    }
    for (int i = from; i < end; i++) {
      to.write(bytes, i, 1);
      if (!pause(pauseAfterByte)) {
        throw new EOFException("the client has left");
      }
    }
  }

  // What effects are made of; each says whether the connection goes on.

  boolean close() throws IOException {
    client.end();
    return false;
  }

  boolean reset() {
    client.reset();
    return false;
  }

  boolean hold(Hold hold) throws InterruptedException {
    return hold.holds(client::hasLeft);
  }

  boolean pause(Duration duration) throws InterruptedException {
    return client.stays(duration);
  }

  boolean drip(Duration pause) {
    pauseAfterByte = pause;
    return true;
  }

  boolean replace(Content content) throws IOException {
    content.writeTo(to);
    return close();
  }
}
