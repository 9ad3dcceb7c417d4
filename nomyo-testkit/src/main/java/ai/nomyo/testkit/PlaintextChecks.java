// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.List;

/** Sections 1 to 3 of the protocol: what may be inside a package. */
final class PlaintextChecks {

  /** "api_key, base_url and security_tier never enter the encrypted JSON". */
  private static final List<String> NEVER_ENCRYPTED =
      List.of("api_key", "base_url", "security_tier");

  private PlaintextChecks() {}

  static JsonObject read(byte[] plaintext) throws Refusal {
    JsonObject json = PackageChecks.object("the plaintext", plaintext);
    if (json.getString("model").orElse("").isBlank()) {
      throw Refusal.mistake("model is no text, or an empty one");
    }
    if (json.get("messages").flatMap(JsonValue::asArray).stream()
        .allMatch(messages -> messages.elements().isEmpty())) {
      throw Refusal.mistake("messages is no array, or an empty one");
    }
    notStreamed(json);
    onlyWhatMayBeEncrypted(json);
    return json;
  }

  /** "There is no streaming: stream is […] always sent as false (or left out)". */
  private static void notStreamed(JsonObject json) throws Refusal {
    if (!json.get("stream").stream().allMatch(new JsonBoolean(false)::equals)) {
      throw Refusal.mistake("stream is not false");
    }
  }

  private static void onlyWhatMayBeEncrypted(JsonObject json) throws Refusal {
    for (String name : NEVER_ENCRYPTED) {
      if (json.get(name).isPresent()) {
        throw Refusal.mistake(name + " is inside the plaintext");
      }
    }
  }
}
