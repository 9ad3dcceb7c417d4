// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/** Status 401: the API key is missing or wrong. */
public final class AuthenticationException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   */
  public AuthenticationException(@Nullable String detail, @Nullable String payloadId) {
    super(401, detail, payloadId, null);
  }
}
