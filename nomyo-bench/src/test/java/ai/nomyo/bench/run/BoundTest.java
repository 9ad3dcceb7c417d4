// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundTest {

  @Test
  void atTheLimit_isKept() {
    assertFalse(new Bound("seal", 1.5, 1.5, true).isBroken(false));
    assertTrue(new Bound("seal", 1.51, 1.5, true).isBroken(false));
  }

  @Test
  void onABusyMachine_timesAreNotJudged() {
    Bound slow = new Bound("seal, ratio", 2, 1.5, true);
    assertFalse(slow.isBroken(true));
    assertEquals("unsure seal, ratio: 2.00, allowed 1.50", slow.told(true));
    assertEquals("kept   seal: 1.00, allowed 1.50", new Bound("seal", 1, 1.5, true).told(true));
    assertTrue(new Bound("seal, bytes", 2, 1.5, false).isBroken(true));
  }

  @Test
  void brokenBound_saysWhatWasGivenAndAllowed() {
    assertEquals(
        "BROKEN open, bytes: 12,345.00, allowed 1.50",
        new Bound("open, bytes", 12_345, 1.5, false).told(true));
  }
}
