// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.events;

import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import ai.nomyo.report.RouterKeyReport;
import ai.nomyo.report.SecurityReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and every listener; what a listener throws stays with it. */
public final class Events implements CallListener {

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final List<CallListener> listeners = new ArrayList<>();

  /**
   * @param listeners told in this order, after the log
   */
  public Events(List<CallListener> listeners) {
    this.listeners.add(new EventLog());
    this.listeners.addAll(listeners);
  }

  private void tell(Consumer<CallListener> event) {
    listeners.forEach(listener -> tell(listener, event));
  }

  private static void tell(CallListener listener, Consumer<CallListener> event) {
    try {
      event.accept(listener);
    } catch (Throwable ofListener) {
      // It is foreign code, and no call may fail because of it: an answer that is to be erased
      // would be lost on the way. Its message may hold anything.
      LOG.warn("a call listener failed with {}", ofListener.getClass().getName());
    }
  }

  @Override
  public void attemptStarted(String payloadId, int number) {
    tell(listener -> listener.attemptStarted(payloadId, number));
  }

  @Override
  public void attemptFailed(String payloadId, Attempt failed) {
    tell(listener -> listener.attemptFailed(payloadId, failed));
  }

  @Override
  public void retryScheduled(String payloadId, Attempt failed, Duration delay) {
    tell(listener -> listener.retryScheduled(payloadId, failed, delay));
  }

  @Override
  public void callAnswered(SecurityReport report) {
    tell(listener -> listener.callAnswered(report));
  }

  @Override
  public void callFailed(String payloadId, String failure, List<Attempt> attempts) {
    tell(listener -> listener.callFailed(payloadId, failure, attempts));
  }

  @Override
  public void routerKeyFetched(RouterKeyReport key) {
    tell(listener -> listener.routerKeyFetched(key));
  }

  @Override
  public void coolDownStarted(Duration duration) {
    tell(listener -> listener.coolDownStarted(duration));
  }
}
