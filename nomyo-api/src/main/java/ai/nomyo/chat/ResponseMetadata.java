// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The {@code _metadata} of a response: what the router says of how it answered, and what this
 * client adds. Every part may be absent; the set is open.
 *
 * @param json the whole of it
 */
public record ResponseMetadata(JsonObject json) {

  /** The id of the call, as it was sent. */
  public Optional<String> payloadId() {
    return json.getString("payload_id");
  }

  /** When the router says it answered, to the second. It stands outside the sealed part: a hint. */
  public Optional<Instant> processedAt() {
    return json.getLong("processed_at").stream().boxed().findFirst().flatMap(this::instant);
  }

  private Optional<Instant> instant(long epochSecond) {
    try {
      return Optional.of(Instant.ofEpochSecond(epochSecond));
    } catch (DateTimeException beyondAllTime) {
      return Optional.empty();
    }
  }

  /** True: this client takes no other answer. */
  public boolean isEncrypted() {
    return json.getBoolean("is_encrypted").orElse(false);
  }

  /** The algorithm the answer was sealed with. */
  public Optional<String> encryptionAlgorithm() {
    return json.getString("encryption_algorithm");
  }

  /** The router's word for the outcome, such as {@code success}. */
  public Optional<String> responseStatus() {
    return json.getString("response_status");
  }

  /** The tier the router says it served; a name this library may not know. */
  public Optional<String> securityTier() {
    return json.getString("security_tier");
  }

  /** What the router says of its memory protection. */
  public Optional<JsonValue> memoryProtection() {
    return json.get("memory_protection");
  }

  /** What the router says of its GPU. */
  public Optional<JsonValue> cudaDevice() {
    return json.get("cuda_device");
  }

  /** What the router says of its TPM. */
  public Optional<JsonValue> tpmAttestation() {
    return json.get("tpm_attestation");
  }
}
