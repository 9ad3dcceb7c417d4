// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Sends a flawless call to a router that follows a script. */
record UnderScript(Supplier<FakeRouter> router) {

  HttpResponse<byte[]> send(Script script) throws Exception {
    TestClient client = new TestClient(router.get().next(script));
    return client.send(client.call());
  }

  /** The package that comes back. */
  JsonObject sealed(Script script) throws Exception {
    HttpResponse<byte[]> response = send(script);
    assertEquals(200, response.statusCode());
    return TestCall.JSON.read(text(response)).asObject().orElseThrow();
  }

  /** What is in the package that comes back. */
  JsonObject opened(Script script) throws Exception {
    return TestCall.open(send(script).body());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
