// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundTest {

  @Test
  void atTheLimit_isKept() {
    assertTrue(new Bound("seal", 1.5, 1.5).isKept());
    assertFalse(new Bound("seal", 1.51, 1.5).isKept());
  }

  @Test
  void brokenBound_saysWhatWasGivenAndAllowed() {
    assertEquals(
        "BROKEN open, bytes: 12,345.00, allowed 1.50",
        new Bound("open, bytes", 12_345, 1.5).toString());
  }
}
