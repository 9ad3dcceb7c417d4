// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.RsaKeys;
import ai.nomyo.core.port.SealingKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Section 2 of the protocol: the headers of the POST. */
final class HeaderChecks {

  private static final int SMALLEST_KEY_BITS = 2048;
  private static final Set<String> TIERS = Set.of("standard", "high", "maximum");
  private static final Pattern BEARER = Pattern.compile("Bearer [!-~]+");
  private static final Pattern UUID_V4 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final RsaKeys keys;

  HeaderChecks(RsaKeys keys) {
    this.keys = keys;
  }

  /** "Authorization: Bearer <api key>, only when there is a key". */
  void authorize(HeaderFields headers, Optional<String> apiKey) throws Refusal {
    Optional<String> given = optional(headers, "Authorization");
    if (given.isPresent() && !BEARER.matcher(given.get()).matches()) {
      throw Refusal.mistake("Authorization is not \"Bearer\", one space and the API key");
    }
    if (apiKey.isPresent() && !given.equals(apiKey.map("Bearer "::concat))) {
      throw Refusal.blameless(
          401, given.isPresent() ? "the API key is wrong" : "the API key is missing");
    }
  }

  CallHeaders check(HeaderFields headers) throws Refusal {
    contentType(headers);
    return new CallHeaders(
        payloadId(headers), clientKey(headers), securityTier(headers), headers.lastValues());
  }

  private static void contentType(HeaderFields headers) throws Refusal {
    if (!required(headers, "Content-Type").equals("application/octet-stream")) {
      throw Refusal.mistake("Content-Type is not application/octet-stream");
    }
  }

  /** "fresh random UUID (v4) per call". */
  private static String payloadId(HeaderFields headers) throws Refusal {
    String id = required(headers, "X-Payload-ID");
    if (!UUID_V4.matcher(id).matches()) {
      throw Refusal.mistake("X-Payload-ID is no version 4 UUID in lower case");
    }
    return id;
  }

  /** "the client's public key: SPKI PEM, […] percent-encoded as RFC 3986 unreserved + /". */
  private SealingKey clientKey(HeaderFields headers) throws Refusal {
    String encoded = required(headers, "X-Public-Key");
    SealingKey key = rsaKey(PercentEncoding.decode("X-Public-Key", encoded));
    if (key.sizeBits() < SMALLEST_KEY_BITS) {
      throw Refusal.mistake(
          "X-Public-Key has "
              + key.sizeBits()
              + " bits, at least "
              + SMALLEST_KEY_BITS
              + " wanted");
    }
    return key;
  }

  private SealingKey rsaKey(String pem) throws Refusal {
    try {
      return keys.readPublic(Pem.readPublic(pem));
    } catch (CipherException unreadable) {
      throw Refusal.mistake("X-Public-Key holds no RSA key");
    }
  }

  private static Optional<String> securityTier(HeaderFields headers) throws Refusal {
    Optional<String> tier = optional(headers, "X-Security-Tier");
    if (tier.isPresent() && !TIERS.contains(tier.get())) {
      throw Refusal.mistake("X-Security-Tier is not standard, high or maximum");
    }
    return tier;
  }

  private static String required(HeaderFields headers, String name) throws Refusal {
    return optional(headers, name).orElseThrow(() -> Refusal.mistake(name + " is missing"));
  }

  private static Optional<String> optional(HeaderFields headers, String name) throws Refusal {
    List<String> values = headers.all(name);
    if (values.size() > 1) {
      throw Refusal.mistake(name + " is sent " + values.size() + " times");
    }
    return values.stream().findFirst();
  }
}
