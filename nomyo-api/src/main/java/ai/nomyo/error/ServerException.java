package ai.nomyo.error;

import org.jspecify.annotations.Nullable;

/** Status 500: the router failed. */
public final class ServerException extends ApiException {

  /**
   * @param detail what the router gave as the reason, when it gave one
   * @param payloadId the id of the call, when there was one
   */
  public ServerException(@Nullable String detail, @Nullable String payloadId) {
    super(500, detail, payloadId);
  }
}
