// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.config.RetrySettings;

/** Bounds a client's retries to a share of its calls. Safe for use by many threads. */
final class RetryBudget {

  private final double share;
  private final int reserve;
  private double retries;

  RetryBudget(RetrySettings settings) {
    this.share = settings.budgetShare();
    this.reserve = settings.budgetReserve();
    this.retries = reserve;
  }

  /** A call begins. */
  synchronized void earn() {
    retries = Math.min(reserve, retries + share);
  }

  /** Whether there is a retry left; it is taken. */
  synchronized boolean spend() {
    if (retries < 1) {
      return false;
    }
    retries -= 1;
    return true;
  }
}
