// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.config.Timeouts;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request. Immutable; {@code toString} shows no header's value.
 *
 * @param method {@code GET} or {@code POST}
 * @param uri absolute, {@code http} or {@code https}
 * @param headers by name, in order
 * @param body present for a {@code POST}
 * @param timeouts how long to wait
 * @param maxResponseBytes the size beyond which a response body is not read on
 */
public record TransportRequest(
    String method,
    URI uri,
    Map<String, String> headers,
    Optional<RequestBody> body,
    Timeouts timeouts,
    int maxResponseBytes) {

  /** Copies the headers. */
  public TransportRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  @Override
  public String toString() {
    return method
        + " "
        + uri
        + " "
        + headers.keySet()
        + " "
        + body.map(RequestBody::sizeBytes).orElse(0)
        + " bytes";
  }
}
