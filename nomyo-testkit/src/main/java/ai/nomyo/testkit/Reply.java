// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What the router sends back. Immutable. */
record Reply(int status, Map<String, String> headers, ReplyBody body, Delivery delivery) {

  private static final JsonCodec JSON = new JsonCodec();

  Reply {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  static Reply of(int status, String contentType, ReplyBody body) {
    return new Reply(status, Map.of("Content-Type", contentType), body, Delivery.WHOLE);
  }

  static Reply text(int status, String contentType, String text) {
    return of(status, contentType, ReplyBody.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** An error as FastAPI words it; the detail may be any JSON. */
  static Reply detail(int status, JsonValue detail) {
    JsonObject body = JsonObject.builder().put("detail", detail).build();
    return text(status, "application/json", JSON.write(body));
  }

  Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(header, value);
    return new Reply(status, more, body, delivery);
  }

  Reply with(Delivery other) {
    return new Reply(status, headers, body, other);
  }

  /** The same reply with another body, of that body's type. */
  Reply withBodyOf(Reply other) {
    return new Reply(status, headers, other.body, delivery)
        .with("Content-Type", other.headers.getOrDefault("Content-Type", "text/plain"));
  }

  Reply truncatedTo(long sizeBytes) {
    return new Reply(status, headers, body.truncatedTo(sizeBytes), delivery);
  }

  /** Whether the client gets a whole 200 at once, so that the call is over. */
  boolean endsTheCall() {
    return status == 200 && delivery.equals(Delivery.WHOLE);
  }

  /** Whether HTTP lets a response of this status have a body. */
  boolean mayHaveBody() {
    return status >= 200 && status != 204 && status != 304;
  }
}
