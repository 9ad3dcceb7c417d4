// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.port.RequestBody;
import ai.nomyo.core.port.TransportRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Requests of these contracts. */
final class Requests {

  static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(40));
  static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

  private Requests() {}

  static TransportRequest get(URI uri) {
    return get(uri, Map.of());
  }

  static TransportRequest get(URI uri, Map<String, String> headers) {
    return request("GET", uri, headers, Optional.empty(), PATIENT);
  }

  static TransportRequest get(URI uri, Timeouts timeouts) {
    return request("GET", uri, Map.of(), Optional.empty(), timeouts);
  }

  static TransportRequest get(URI uri, int maxResponseBytes) {
    return new TransportRequest("GET", uri, Map.of(), Optional.empty(), PATIENT, maxResponseBytes);
  }

  static TransportRequest post(URI uri, byte[] body) {
    return post(uri, Map.of(), body);
  }

  static TransportRequest post(URI uri, Map<String, String> headers, byte[] body) {
    return request("POST", uri, headers, Optional.of(new BytesBody(body)), PATIENT);
  }

  /** A request with more than fits between a client and a server that does not read. */
  static TransportRequest postTooMuchForBuffers(URI uri, Timeouts timeouts) {
    return request("POST", uri, Map.of(), Optional.of(new VastBody()), timeouts);
  }

  private static TransportRequest request(
      String method,
      URI uri,
      Map<String, String> headers,
      Optional<RequestBody> body,
      Timeouts timeouts) {
    return new TransportRequest(method, uri, headers, body, timeouts, MAX_RESPONSE_BYTES);
  }
}
