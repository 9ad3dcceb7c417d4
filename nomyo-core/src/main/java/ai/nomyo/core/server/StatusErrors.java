// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.ServerException;
import ai.nomyo.error.ServiceUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one table from HTTP statuses to exceptions (docs/protocol.md, section 5). */
final class StatusErrors {

  private StatusErrors() {}

  static ApiException of(
      int status,
      @Nullable String detail,
      @Nullable String payloadId,
      @Nullable Duration retryAfter) {
    return switch (status) {
      case 400 -> new InvalidRequestException(detail, payloadId);
      case 401 -> new AuthenticationException(detail, payloadId);
      case 403 -> new ForbiddenException(detail, payloadId);
      case 429 -> new RateLimitException(detail, payloadId, retryAfter);
      case 500 -> new ServerException(detail, payloadId, retryAfter);
      case 503 -> new ServiceUnavailableException(detail, payloadId, retryAfter);
      default -> new ApiException(status, detail, payloadId, retryAfter);
    };
  }
}
