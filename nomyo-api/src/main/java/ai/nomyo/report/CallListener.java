// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.report;

import java.time.Duration;
import java.util.List;

/**
 * Is told what happens to calls, for metrics and traces. No event holds content or secrets.
 *
 * <p>Methods are called on the threads of the calls, several at once, and hold them up for as long
 * as they take; what they throw is logged and changes nothing.
 */
public interface CallListener {

  /** An attempt begins. */
  default void attemptStarted(String payloadId, int number) {}

  /** An attempt brought no answer that could be used. */
  default void attemptFailed(String payloadId, Attempt failed) {}

  /** Another attempt follows one that failed, after a delay. */
  default void retryScheduled(String payloadId, Attempt failed, Duration delay) {}

  /** A call has its answer. */
  default void callAnswered(SecurityReport report) {}

  /**
   * A call failed for good.
   *
   * @param failure the simple name of the exception
   * @param attempts those that were made; empty when it did not come to one
   */
  default void callFailed(String payloadId, String failure, List<Attempt> attempts) {}

  /** The router's key was fetched, by a call or ahead of need. */
  default void routerKeyFetched(RouterKeyReport key) {}

  /** The service blocked an API key: no call that uses it goes out for that long. */
  default void coolDownStarted(Duration duration) {}
}
