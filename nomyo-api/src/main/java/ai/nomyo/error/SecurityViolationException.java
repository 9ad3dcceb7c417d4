// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * Going on would break what this library promises: plain HTTP, a weak or unreadable server key, or
 * an answer that cannot be trusted. Never retried.
 *
 * <p>Every cryptographic failure of an answer has the same message, so that it tells an attacker
 * nothing about which check failed.
 */
public final class SecurityViolationException extends NomyoException {

  /**
   * @param message what was refused
   * @param payloadId the id of the call, when there was one
   */
  public SecurityViolationException(String message, @Nullable String payloadId) {
    super(message, payloadId, null);
  }
}
