// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.RetrySettings;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private final RetryBudget budget =
      new RetryBudget(RetrySettings.builder().budget(0.25, 2).build());

  @Test
  void beginsFull_andIsEarnedByCalls() {
    assertTrue(budget.spend());
    assertTrue(budget.spend());
    assertFalse(budget.spend());
    for (int i = 0; i < 4; i++) {
      assertFalse(budget.spend());
      budget.earn();
    }
    assertTrue(budget.spend());
    assertFalse(budget.spend());
  }

  @Test
  void holdsNoMoreThanItsReserve() {
    for (int i = 0; i < 100; i++) {
      budget.earn();
    }
    assertTrue(budget.spend());
    assertTrue(budget.spend());
    assertFalse(budget.spend());
  }
}
