// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Status 500: the router failed. */
public final class ServerException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   * @param retryAfter how long to wait before another call, when the router said it
   */
  public ServerException(
      @Nullable String detail, @Nullable String payloadId, @Nullable Duration retryAfter) {
    super(500, detail, payloadId, retryAfter);
  }
}
