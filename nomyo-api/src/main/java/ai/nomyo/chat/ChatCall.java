// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.config.ApiKey;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.Optional;

/**
 * A call in one flat JSON object, as the Python client takes it, taken apart: {@code api_key},
 * {@code base_url} and {@code security_tier} stand beside the request, everything else is the
 * request.
 *
 * @param request what is encrypted
 * @param options the API key and the tier
 * @param baseUrl the router the call names, for whoever builds a client
 */
public record ChatCall(ChatRequest request, RequestOptions options, Optional<String> baseUrl) {

  /**
   * Takes a flat object apart.
   *
   * @throws InvalidInputException as {@link ChatRequest#of} does, or if one of the three is neither
   *     a string nor null
   */
  public static ChatCall of(JsonObject flat) {
    RequestOptions.Builder options = RequestOptions.builder();
    string(flat, "api_key").map(ApiKey::of).ifPresent(options::apiKey);
    string(flat, "security_tier").map(SecurityTier::of).ifPresent(options::securityTier);
    JsonObject request =
        flat.newBuilder().remove("api_key").remove("base_url").remove("security_tier").build();
    return new ChatCall(ChatRequest.of(request), options.build(), string(flat, "base_url"));
  }

  private static Optional<String> string(JsonObject flat, String name) {
    Optional<JsonValue> value = flat.get(name).filter(v -> v != JsonNull.NULL);
    if (value.isPresent() && value.get().asString().isEmpty()) {
      throw new InvalidInputException(name, "no string", "a string or null");
    }
    return value.flatMap(JsonValue::asString);
  }
}
