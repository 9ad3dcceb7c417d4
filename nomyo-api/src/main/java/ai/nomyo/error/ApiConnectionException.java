// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * No HTTP status came back: unknown host, refused, TLS failure, timeout or a lost connection.
 * Retryable, but for a TLS failure: a certificate that is not trusted will not be the next time.
 */
public final class ApiConnectionException extends NomyoException {

  private final boolean retryable;

  /**
   * @param message which of them, with the router's address
   * @param payloadId the id of the call, when there was one
   * @param retryable whether the next attempt may meet with something else
   * @param cause the transport's own error
   */
  public ApiConnectionException(
      String message, @Nullable String payloadId, boolean retryable, @Nullable Throwable cause) {
    super(message, payloadId, cause);
    this.retryable = retryable;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
