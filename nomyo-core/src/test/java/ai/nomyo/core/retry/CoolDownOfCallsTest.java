// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static ai.nomyo.core.retry.CallsInTime.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.config.RetrySettings;
import ai.nomyo.error.CoolDownException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cool-down does to calls. */
class CoolDownOfCallsTest {

  private final CallsInTime calls = new CallsInTime();

  private ScriptedWork blocked() {
    return new ScriptedWork(
        new RateLimitException(null, null, null),
        new RateLimitException(null, null, null),
        new ServiceUnavailableException(null, null, null));
  }

  @Test
  void begins_whenA503FollowsTwo429s_andHoldsCallsBack() {
    assertThrows(ServiceUnavailableException.class, () -> calls.make(blocked()));
    assertEquals("cool-down 30", calls.events.get(calls.events.size() - 1));
    ScriptedWork next = new ScriptedWork();
    calls.time.pass(Duration.ofMinutes(10));
    CoolDownException held = assertThrows(CoolDownException.class, () -> calls.make(next));
    assertEquals(Duration.ofMinutes(20), held.timeLeft());
    assertEquals(0, next.made);
    assertEquals(Optional.of(Duration.ofMinutes(20)), calls.coolDowns.longestLeft());
    calls.time.pass(Duration.ofMinutes(20));
    assertEquals("answer", calls.make(next));
    assertEquals(Optional.empty(), calls.coolDowns.longestLeft());
  }

  @Test
  void endsTheCall_evenIfARetryWereLeft() {
    calls.settings = RetrySettings.builder().maxRetries(5).build();
    ScriptedWork script = blocked();
    assertThrows(ServiceUnavailableException.class, () -> calls.make(script));
    assertEquals(3, script.made);
  }

  @Test
  void endsWhenItIsReset() {
    assertThrows(ServiceUnavailableException.class, () -> calls.make(blocked()));
    calls.coolDowns.reset();
    assertEquals("answer", calls.make(new ScriptedWork()));
  }

  @Test
  void callThatIsUnderWay_isNotRetriedOnceAnotherBeganIt() {
    ScriptedWork script = new ScriptedWork(new ServiceUnavailableException(null, null, null));
    script.meanwhile = () -> assertThrows(NomyoException.class, () -> calls.make(blocked()));
    assertThrows(ServiceUnavailableException.class, () -> calls.make(script));
    assertEquals(1, script.made);
  }

  @Test
  void statusOfTheKeyEndpoint_afterARefusedRequest_blocksNothing() {
    calls.coolDowns.refused(KEY, 429, Optional.empty());
    calls.coolDowns.refused(KEY, 429, Optional.empty());
    ScriptedWork script = new ScriptedWork(new InvalidRequestException(null, null)).mending();
    script.standing = new ServiceUnavailableException(null, null, null);
    assertEquals("answer", calls.make(script));
    assertFalse(calls.events.contains("cool-down 30"));
  }

  @Test
  void statusOfTheKeyEndpoint_blocksNothing() {
    assertThrows(ServiceUnavailableException.class, () -> calls.make(blocked().unsent()));
    assertEquals("answer", calls.make(new ScriptedWork()));
    assertFalse(calls.events.contains("cool-down 30"));
  }
}
