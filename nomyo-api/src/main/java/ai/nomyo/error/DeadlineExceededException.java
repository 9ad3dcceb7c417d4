// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of the whole call passed: over all its attempts, the waits between them and the
 * making of a first key. Retryable; {@link #getCause} is what the last attempt failed with, if one
 * did.
 */
public final class DeadlineExceededException extends NomyoException {

  /**
   * @param deadline how long the call might take
   * @param doing what it was at, such as {@code waiting for the answer}
   * @param payloadId the id of the call, when there was one
   * @param cause why the last attempt failed, when one did
   */
  public DeadlineExceededException(
      Duration deadline, String doing, @Nullable String payloadId, @Nullable Throwable cause) {
    super(
        "the call was not done within its deadline of " + deadline.toMillis() + " ms: " + doing,
        payloadId,
        cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
