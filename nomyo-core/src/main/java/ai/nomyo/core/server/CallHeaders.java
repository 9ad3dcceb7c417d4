// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.ApiKey;
import ai.nomyo.error.InvalidInputException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What travels in clear beside a sealed request (docs/protocol.md, section 2). Immutable; {@code
 * toString} shows the names of extra headers only.
 *
 * @param payloadId names the call: 1 to 128 letters, digits, dots, dashes or underscores
 * @param publicKeyPem the client's public key
 * @param apiKey the secret that authenticates the caller, when there is one
 * @param securityTier the tier asked for, when there is one
 * @param extra what the caller adds, in order; none of the others is among them
 */
public record CallHeaders(
    String payloadId,
    String publicKeyPem,
    Optional<ApiKey> apiKey,
    Optional<SecurityTier> securityTier,
    Map<String, String> extra) {

  /** A value as short as this is no secret that an error could not hit upon by itself. */
  private static final int TRIVIAL = 5;

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());

  /**
   * Checks the payload id.
   *
   * @throws InvalidInputException if it cannot travel in a header
   */
  public CallHeaders {
    checkPayloadId(payloadId);
  }

  /** As the constructor does, for a caller that has not the rest yet. */
  public static void checkPayloadId(@Nullable String payloadId) {
    if (payloadId == null || !payloadId.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new InvalidInputException(
          "payload id",
          payloadId == null ? "null" : "a text of " + payloadId.length() + " chars",
          "1 to 128 letters, digits, dots, dashes or underscores; a random UUID is best");
    }
  }

  Map<String, String> asMap() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    headers.put("X-Payload-ID", payloadId);
    headers.put("X-Public-Key", PercentEncoding.encode(publicKeyPem));
    apiKey.ifPresent(key -> headers.put("Authorization", "Bearer " + key.reveal()));
    securityTier.ifPresent(tier -> headers.put("X-Security-Tier", tier.wireName()));
    headers.putAll(extra);
    return headers;
  }

  /** What an error must not repeat, with what stands in its place: no part of another one first. */
  Map<String, String> confidential() {
    Map<String, String> longestFirst = new TreeMap<>(LONGEST_FIRST);
    extra.forEach((name, value) -> longestFirst.put(value, "[header " + name + "]"));
    longestFirst.keySet().removeIf(value -> value.length() <= TRIVIAL);
    apiKey.ifPresent(key -> longestFirst.put(key.reveal(), "[API key]"));
    return longestFirst;
  }

  @Override
  public String toString() {
    return "CallHeaders[" + payloadId + ", " + asMap().keySet() + "]";
  }
}
