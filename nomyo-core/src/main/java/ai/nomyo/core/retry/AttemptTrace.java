// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.core.time.Time;
import ai.nomyo.report.Attempt;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What is noted of one attempt while it is made. For the thread that makes it. */
public final class AttemptTrace {

  /** What an attempt is at. */
  public enum Phase {
    /** Getting the router's key. */
    PREPARING,
    /** Sealing the request. */
    SEALING,
    /** Sending it and waiting for the answer. */
    WAITING,
    /** Opening the answer. */
    OPENING
  }

  private final int number;
  private final Time time;
  private final Map<Phase, Duration> durations = new EnumMap<>(Phase.class);
  private Phase phase = Phase.PREPARING;
  private long phaseStartNanos;
  private boolean maybeSent;

  /**
   * @param number its place among the attempts of its call, from 1
   */
  public AttemptTrace(int number, Time time) {
    this.number = number;
    this.time = time;
    this.phaseStartNanos = time.nanos();
  }

  /** The phase before is over. */
  public void enter(Phase next) {
    endPhase();
    phase = next;
  }

  /** Whether the router may have got the request; false until this is called. */
  public void maybeSent(boolean maybe) {
    this.maybeSent = maybe;
  }

  private void endPhase() {
    long now = time.nanos();
    durations.merge(phase, Duration.ofNanos(now - phaseStartNanos), Duration::plus);
    phaseStartNanos = now;
  }

  /**
   * The attempt is over.
   *
   * @param outcome {@code answered}, or why not
   */
  public Attempt ended(String outcome) {
    endPhase();
    return new Attempt(
        number,
        outcome,
        maybeSent,
        spent(Phase.SEALING),
        spent(Phase.WAITING),
        spent(Phase.OPENING),
        durations.values().stream().reduce(Duration.ZERO, Duration::plus));
  }

  private Duration spent(Phase on) {
    return durations.getOrDefault(on, Duration.ZERO);
  }
}
