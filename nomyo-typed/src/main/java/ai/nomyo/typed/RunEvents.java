// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener; what it throws stays with it. */
final class RunEvents implements ToolListener {

  private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

  private final ToolListener listener;

  RunEvents(ToolListener listener) {
    this.listener = listener;
  }

  private static void tell(Runnable event) {
    try {
      event.run();
    } catch (Throwable ofListener) {
      // It is foreign code, and what a tool threw must not be hidden by it. Its message may hold
      // anything.
      LOG.warn("a tool listener failed with {}", ofListener.getClass().getName());
    }
  }

  @Override
  public void roundAnswered(int round) {
    tell(() -> listener.roundAnswered(round));
  }

  @Override
  public void toolCalled(String name, Duration took) {
    tell(() -> listener.toolCalled(name, took));
  }
}
