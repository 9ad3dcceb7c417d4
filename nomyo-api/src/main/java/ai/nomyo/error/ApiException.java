// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The router answered with an HTTP status other than 200, or with a 200 that is unusable. Known
 * statuses have subclasses; any other status, such as 404 where secure inference is not enabled, is
 * this class itself.
 */
public class ApiException extends NomyoException {

  private static final Set<Integer> RETRYABLE = Set.of(429, 500, 502, 503, 504);

  private final int status;
  private final @Nullable String detail;
  private final @Nullable Duration retryAfter;

  /**
   * @param status the HTTP status
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   * @param retryAfter how long to wait before another call, when the router said it
   */
  public ApiException(
      int status,
      @Nullable String detail,
      @Nullable String payloadId,
      @Nullable Duration retryAfter) {
    super("HTTP " + status + (detail == null ? "" : ": " + detail), payloadId, null);
    this.status = status;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /** For subclasses whose status says nothing about what went wrong. */
  ApiException(String message, int status, @Nullable String detail, @Nullable String payloadId) {
    super(message, payloadId, null);
    this.status = status;
    this.detail = detail;
    this.retryAfter = null;
  }

  /** The HTTP status. */
  public final int status() {
    return status;
  }

  /**
   * The reason the router gave: a text, or the JSON text of a list or an object; at most 500
   * characters. Empty when the body held none.
   */
  public final Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  /**
   * How long the router asked to wait before another call, counted from its answer: {@code
   * Retry-After} (RFC 9110, section 10.2.3). Empty when it did not.
   */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** True for 429, 500, 502, 503 and 504. */
  @Override
  public boolean retryable() {
    return RETRYABLE.contains(status);
  }
}
