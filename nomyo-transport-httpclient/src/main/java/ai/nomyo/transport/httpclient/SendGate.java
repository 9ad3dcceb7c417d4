// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * What a request passes on its way out, once. Its exchange passes the gate just before the first
 * byte of the request's head is handed to the connection; shut before that, the gate lets nothing
 * through any more. So whoever has shut it knows for certain whether anything may have been sent.
 */
final class SendGate {

  private static final String ATTRIBUTE = SendGate.class.getName();

  private enum State {
    OPEN,
    PASSED,
    SHUT
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  static SendGate of(HttpContext context) {
    return (SendGate) context.getAttribute(ATTRIBUTE);
  }

  void attachTo(HttpContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Lets the request out.
   *
   * @throws InterruptedIOException if the gate is shut, or the request is out already
   */
  void pass() throws InterruptedIOException {
    if (!state.compareAndSet(State.OPEN, State.PASSED)) {
      throw new InterruptedIOException("the exchange is over, or its request was sent before");
    }
  }

  /** Of no effect on a request that is out. */
  void shut() {
    state.compareAndSet(State.OPEN, State.SHUT);
  }

  /** Whether anything of the request may have been sent. */
  boolean passed() {
    return state.get() == State.PASSED;
  }
}
