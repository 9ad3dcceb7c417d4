// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * The router's answer is no sealed package at all, or what it sealed is no JSON object: it is
 * empty, cut, too large, not JSON, or lacks a member. The body is never quoted and never taken for
 * a plaintext answer.
 */
public final class InvalidResponseException extends ApiException {

  /**
   * @param status the HTTP status of the answer; 200
   * @param problem what is wrong with it, without a quotation
   * @param payloadId the id of the call, when there was one
   */
  public InvalidResponseException(int status, String problem, @Nullable String payloadId) {
    super("unusable answer: " + problem, status, null, payloadId);
  }

  /** Never: the same request was understood, and the answer was unusable. */
  @Override
  public boolean retryable() {
    return false;
  }
}
