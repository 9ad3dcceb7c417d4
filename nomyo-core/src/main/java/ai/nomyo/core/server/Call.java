// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.error.DeadlineExceededException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For whom the router is asked, and how long that may take.
 *
 * @param payloadId the call's, when it has one
 * @param timeouts of each exchange
 * @param deadline of all of the call
 */
public record Call(@Nullable String payloadId, Timeouts timeouts, Deadline deadline) {

  /**
   * The timeouts of an exchange that begins now: no longer than what is left of the call.
   *
   * @param doing what the exchange is for
   * @throws DeadlineExceededException if nothing is left
   */
  Timeouts exchange(String doing) {
    Duration left = deadline.leftFor(doing, payloadId);
    return new Timeouts(shorter(timeouts.connect(), left), shorter(timeouts.attempt(), left));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
