package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/** Status 503: the backend is down, or the service has blocked the API key for a while. */
public final class ServiceUnavailableException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   */
  public ServiceUnavailableException(@Nullable String detail, @Nullable String payloadId) {
    super(503, detail, payloadId);
  }
}
