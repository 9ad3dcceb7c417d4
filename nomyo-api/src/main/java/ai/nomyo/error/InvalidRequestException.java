// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/** Status 400: the router refused the request. */
public final class InvalidRequestException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   */
  public InvalidRequestException(@Nullable String detail, @Nullable String payloadId) {
    super(400, detail, payloadId, null);
  }
}
