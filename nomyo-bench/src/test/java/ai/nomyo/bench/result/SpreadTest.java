// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void oddNumberOfSamples_hasOneInTheMiddle() {
    assertEquals(new Spread(1, 2, 3, 4, 5), Spread.of(5, 1, 4, 2, 3));
  }

  @Test
  void evenNumberOfSamples_isSplitBetweenTwo() {
    assertEquals(new Spread(1, 1.75, 2.5, 3.25, 4), Spread.of(4, 3, 2, 1));
  }

  @Test
  void oneSample_isAllOfThem() {
    assertEquals(new Spread(7, 7, 7, 7, 1), Spread.of(7));
  }

  @Test
  void noSamples_areRefused() {
    assertThrows(IllegalArgumentException.class, Spread::of);
  }
}
