package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/**
 * No HTTP status came back: unknown host, refused, TLS failure, timeout or a lost connection.
 * Retryable.
 */
public final class ApiConnectionException extends NomyoException {

  /**
   * @param message which of them, with the router's address
   * @param payloadId the id of the call, when there was one
   * @param cause the transport's own error
   */
  public ApiConnectionException(
      String message, @Nullable String payloadId, @Nullable Throwable cause) {
    super(message, payloadId, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
