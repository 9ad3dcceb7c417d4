// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Nothing was sent: the service has blocked the API key for a while, after too many requests, and
 * every further one would make it longer. Retryable when {@link #timeLeft} is over.
 */
public final class CoolDownException extends NomyoException {

  private final Duration timeLeft;

  /**
   * @param timeLeft until calls are sent again
   * @param payloadId the id of the call, when there was one
   */
  public CoolDownException(Duration timeLeft, @Nullable String payloadId) {
    super(
        "not sent: the service is cooling down after too many requests, calls go out again in "
            + timeLeft.plusMillis(999).toSeconds()
            + " s (resetCoolDown() ends it)",
        payloadId,
        null);
    this.timeLeft = timeLeft;
  }

  /** How long calls are not sent any more, counted from when this was thrown. */
  public Duration timeLeft() {
    return timeLeft;
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
