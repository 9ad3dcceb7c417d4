// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.time.Duration;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * How long an exchange may take to have a connection, name lookup and TLS handshake included. The
 * clock runs while a connection is being made, not while the exchange waits for a free one.
 */
final class ConnectDeadline {

  private static final String ATTRIBUTE = ConnectDeadline.class.getName();

  private enum State {
    BEFORE,
    RUNNING,
    OVER
  }

  private final Duration limit;
  private final boolean tunnelled;
  private volatile long end;
  private volatile State state = State.BEFORE;

  /**
   * @param tunnelled whether a connection stands only when TLS was begun behind a proxy
   */
  ConnectDeadline(Duration limit, boolean tunnelled) {
    this.limit = limit;
    this.tunnelled = tunnelled;
  }

  static ConnectDeadline of(HttpContext context) {
    return (ConnectDeadline) context.getAttribute(ATTRIBUTE);
  }

  void attachTo(HttpContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  Duration limit() {
    return limit;
  }

  void start() {
    end = System.nanoTime() + limit.toNanos();
    state = State.RUNNING;
  }

  /** The socket is connected, with TLS on it unless that is to follow. */
  void connected() {
    if (!tunnelled) {
      state = State.OVER;
    }
  }

  /** TLS was begun in a tunnel. */
  void upgraded() {
    state = State.OVER;
  }

  /** Whether a connection was begun and does not stand. */
  boolean running() {
    return state == State.RUNNING;
  }

  /** Whether it ended that way. */
  boolean isPast() {
    return running() && leftNanos(System.nanoTime()) <= 0;
  }

  /** The time until this deadline passes; at the earliest, when the clock does not run yet. */
  long leftNanos(long now) {
    return switch (state) {
      case BEFORE -> limit.toNanos();
      case RUNNING -> end - now;
      case OVER -> Long.MAX_VALUE;
    };
  }
}
