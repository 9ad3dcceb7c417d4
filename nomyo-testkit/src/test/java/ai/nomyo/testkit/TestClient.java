// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends calls to a router over HTTP/1.1. */
final class TestClient {

  private final FakeRouter router;
  private final HttpClient http;

  TestClient(FakeRouter router) {
    this(router, HttpClient.newBuilder());
  }

  TestClient(FakeRouter router, HttpClient.Builder http) {
    this.router = router;
    this.http = http.version(HttpClient.Version.HTTP_1_1).build();
  }

  /** A flawless call, sealed for the router's present key. */
  TestCall call() {
    return new TestCall(router.publicKeyPem());
  }

  HttpResponse<byte[]> send(TestCall call) throws Exception {
    return http.send(request(call), BodyHandlers.ofByteArray());
  }

  CompletableFuture<HttpResponse<byte[]>> sendAsync(TestCall call) throws Exception {
    return http.sendAsync(request(call), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(to(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest request(TestCall call) throws Exception {
    HttpRequest.Builder request =
        to(call.path).method(call.method, BodyPublishers.ofByteArray(call.body()));
    call.headers.forEach(request::header);
    call.moreHeaders.forEach(header -> request.header(header.getKey(), header.getValue()));
    return request.build();
  }

  /** With a limit beyond all patience, so that a broken router fails tests and hangs none. */
  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(router.baseUrl() + path))
        .timeout(Duration.ofSeconds(60));
  }
}
