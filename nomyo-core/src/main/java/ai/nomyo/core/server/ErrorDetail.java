// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.MalformedJsonException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reason in an error's body: {@code {"detail": …}} with a text, a list or an object
 * (docs/protocol.md, section 5). What may repeat the caller's secrets is left out.
 */
final class ErrorDetail {

  private static final int LARGEST_BODY_BYTES = 64 * 1024;
  private static final int LONGEST_CHARS = 500;
  private static final String WITHHELD = "(the reason repeats the prompt and is withheld)";

  private ErrorDetail() {}

  /**
   * The reason on one line, or null when the body gives none.
   *
   * @param confidential texts to leave out and what to put in their place, in this order
   * @param request what the router may repeat; empty when there was none
   */
  static @Nullable String in(
      ByteBuffer body, JsonCodec json, Map<String, String> confidential, JsonObject request) {
    if (body.remaining() > LARGEST_BODY_BYTES) {
      return null;
    }
    return detail(body, json)
        .map(ErrorDetail::withoutInput)
        .map(detail -> shown(detail, json, confidential, request))
        .orElse(null);
  }

  private static String shown(
      JsonValue detail, JsonCodec json, Map<String, String> confidential, JsonObject request) {
    String text = detail.asString().orElseGet(() -> json.write(detail));
    return Echo.in(text, request) ? WITHHELD : oneLine(without(confidential, text, json));
  }

  private static Optional<JsonValue> detail(ByteBuffer body, JsonCodec json) {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    try {
      return json.read(new ByteArrayInputStream(bytes))
          .asObject()
          .flatMap(object -> object.get("detail"))
          .filter(detail -> detail != JsonNull.NULL);
    } catch (MalformedJsonException notJson) {
      return Optional.empty();
    }
  }

  /** FastAPI's validation errors repeat what was wrong in {@code input}: perhaps the prompt. */
  private static JsonValue withoutInput(JsonValue value) {
    if (value instanceof JsonArray array) {
      return new JsonArray(array.elements().stream().map(ErrorDetail::withoutInput).toList());
    }
    if (value instanceof JsonObject object) {
      JsonObject.Builder kept = JsonObject.builder();
      object.members().forEach((name, member) -> kept.put(name, withoutInput(member)));
      return kept.remove("input").build();
    }
    return value;
  }

  /** In a list or an object, quotes and backslashes of what is confidential are escaped. */
  private static String without(Map<String, String> confidential, String text, JsonCodec json) {
    String rest = text;
    for (Map.Entry<String, String> secret : confidential.entrySet()) {
      String quoted = json.write(new JsonString(secret.getKey()));
      String escaped = quoted.substring(1, quoted.length() - 1);
      rest = rest.replace(secret.getKey(), secret.getValue()).replace(escaped, secret.getValue());
    }
    return rest;
  }

  /** Without what a terminal would obey: control characters, and those that turn text around. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() <= LONGEST_CHARS ? line : line.substring(0, LONGEST_CHARS - 1) + "…";
  }
}
