// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/** Status 403: the API key may not do this, or the model is not allowed for the tier. */
public final class ForbiddenException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   */
  public ForbiddenException(@Nullable String detail, @Nullable String payloadId) {
    super(403, detail, payloadId, null);
  }
}
