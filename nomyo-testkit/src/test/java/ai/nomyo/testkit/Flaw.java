// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.nomyo.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** What is wrong with a call. */
interface Flaw {

  void in(TestCall call) throws Exception;

  /** A row of a table. */
  static Arguments flaw(String name, String detail, Flaw flaw) {
    return arguments(name, detail, flaw);
  }

  /** Sends a call with this flaw alone. */
  default void isRefused(FakeRouter router, String detail) throws Exception {
    TestClient client = new TestClient(router);
    TestCall call = client.call();
    in(call);

    HttpResponse<byte[]> response = client.send(call);

    assertEquals(
        JsonObject.builder().put("detail", detail).build(),
        TestCall.JSON.read(new String(response.body(), StandardCharsets.UTF_8)),
        () -> new String(response.body(), StandardCharsets.UTF_8));
    assertEquals(400, response.statusCode());
    assertEquals(List.of(detail), router.violations());
    assertEquals(List.of(), router.requests());
    assertEquals(1, router.chatCalls());
  }
}
