package ai.nomyo.core.server;

import ai.nomyo.chat.SecurityTier;
import ai.nomyo.config.ApiKey;
import ai.nomyo.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What travels in clear beside a sealed request (docs/protocol.md, section 2).
 *
 * @param payloadId names the call: 1 to 128 letters, digits, dots, dashes or underscores
 * @param publicKeyPem the client's public key
 * @param apiKey the secret that authenticates the caller, when there is one
 * @param securityTier the tier asked for, when there is one
 */
public record CallHeaders(
    String payloadId,
    String publicKeyPem,
    Optional<ApiKey> apiKey,
    Optional<SecurityTier> securityTier) {

  /**
   * Checks the payload id.
   *
   * @throws InvalidInputException if it cannot travel in a header
   */
  public CallHeaders {
    checkPayloadId(payloadId);
  }

  /** As the constructor does, for a caller that has not the rest yet. */
  public static void checkPayloadId(String payloadId) {
    if (!payloadId.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new InvalidInputException(
          "payload id",
          "a text of " + payloadId.length() + " chars",
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
    return headers;
  }
}
