// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted, or the client closed, while a call was under way. The
 * exchange was aborted and its secrets erased; the thread's interrupt status is kept.
 */
public final class CallCancelledException extends NomyoException {

  /**
   * @param payloadId the id of the call, when it had one
   */
  public CallCancelledException(@Nullable String payloadId) {
    super("the call was cancelled", payloadId, null);
  }
}
