package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/** Status 429: too many requests. */
public final class RateLimitException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   */
  public RateLimitException(@Nullable String detail, @Nullable String payloadId) {
    super(429, detail, payloadId);
  }
}
