// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.error.ApiException;
import ai.nomyo.json.JsonObject;
import java.net.URI;

/** The fourth step: an HTTP answer with a key in it. */
final class KeyFetchCheck {

  private KeyFetchCheck() {}

  static Finding of(URI router, KeyFetch fetch) {
    return fetch
        .exchange()
        .response()
        .map(response -> of(response, fetch))
        .orElseGet(() -> unanswered(router, fetch));
  }

  private static Finding unanswered(URI router, KeyFetch fetch) {
    return NextHop.isSecure(router) && fetch.endedInTls()
        ? Finding.notTried(NetworkStep.KEY_FETCH)
        : Finding.failed(NetworkStep.KEY_FETCH, fetch.failure().orElseThrow(), JsonObject.empty());
  }

  private static Finding of(TransportResponse response, KeyFetch fetch) {
    long millis = fetch.exchange().millis();
    int sizeBytes = response.body().remaining();
    String measured = "in " + millis + " ms, " + sizeBytes + " bytes";
    JsonObject facts =
        JsonObject.builder()
            .put("status", response.status())
            .put("millis", millis)
            .put("size_bytes", sizeBytes)
            .build();
    return fetch
        .failure()
        .filter(ApiException.class::isInstance)
        .map(failure -> Finding.failed(NetworkStep.KEY_FETCH, failure, facts).with(measured))
        .orElseGet(
            () ->
                Finding.passed(
                    NetworkStep.KEY_FETCH, "HTTP " + response.status() + " " + measured, facts));
  }
}
