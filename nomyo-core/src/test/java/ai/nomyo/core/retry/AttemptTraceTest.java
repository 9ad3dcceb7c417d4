// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.core.retry.AttemptTrace.Phase;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.FakeTime;
import ai.nomyo.report.Attempt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptTraceTest {

  private final FakeTime time = new FakeTime();

  private void pass(int seconds) {
    time.pass(seconds(seconds));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void phases_haveTheirOwnTime_andTheTotalHasAllOfIt() {
    AttemptTrace trace = new AttemptTrace(2, time);
    pass(1);
    trace.enter(Phase.SEALING);
    pass(2);
    trace.enter(Phase.WAITING);
    trace.maybeSent(true);
    pass(4);
    trace.enter(Phase.OPENING);
    pass(8);
    assertEquals(
        new Attempt(2, "answered", true, seconds(2), seconds(4), seconds(8), seconds(15)),
        trace.ended("answered"));
  }

  @Test
  void phaseThatComesAgain_addsToItsTime() {
    AttemptTrace trace = new AttemptTrace(1, time);
    trace.enter(Phase.SEALING);
    pass(2);
    trace.enter(Phase.WAITING);
    pass(1);
    trace.enter(Phase.SEALING);
    pass(3);
    assertEquals(seconds(5), trace.ended("answered").sealing());
  }

  @Test
  void attemptThatFailedBeforeSealing_hasItsTotalOnly() {
    AttemptTrace trace = new AttemptTrace(1, time);
    pass(3);
    Duration none = Duration.ZERO;
    assertEquals(
        new Attempt(1, "HTTP 503", false, none, none, none, seconds(3)), trace.ended("HTTP 503"));
  }

  @Test
  void callsAge_isCountedFromItsBeginning() {
    pass(5);
    CallRecord call =
        new CallRecord("id-1", Optional.empty(), Deadline.after(seconds(60), time), time);
    pass(7);
    assertEquals(seconds(7), call.age());
  }
}
