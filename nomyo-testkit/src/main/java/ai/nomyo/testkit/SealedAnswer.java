// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** The four parts of a sealed answer. */
record SealedAnswer(Bytes ciphertext, Bytes nonce, Bytes tag, Bytes wrappedKey) {

  static SealedAnswer seal(HybridCipher cipher, byte[] plaintext, SealingKey recipient)
      throws CipherException, IOException {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream(plaintext.length);
    SealedParts parts =
        cipher.seal(out -> out.write(plaintext), ciphertext, recipient, SecretMemory.onHeap());
    return new SealedAnswer(
        Bytes.copyOf(ciphertext.toByteArray()), parts.nonce(), parts.tag(), parts.wrappedKey());
  }

  SealedAnswer withCiphertext(Bytes other) {
    return new SealedAnswer(other, nonce, tag, wrappedKey);
  }

  SealedAnswer withNonce(Bytes other) {
    return new SealedAnswer(ciphertext, other, tag, wrappedKey);
  }

  SealedAnswer withTag(Bytes other) {
    return new SealedAnswer(ciphertext, nonce, other, wrappedKey);
  }

  SealedAnswer withWrappedKey(Bytes other) {
    return new SealedAnswer(ciphertext, nonce, tag, other);
  }

  /** The package of protocol section 4. */
  JsonObject toJson() {
    JsonObject payload =
        JsonObject.builder()
            .put("ciphertext", base64(ciphertext))
            .put("nonce", base64(nonce))
            .put("tag", base64(tag))
            .build();
    return JsonObject.builder()
        .put("version", PackageChecks.VERSION)
        .put("algorithm", PackageChecks.ALGORITHM)
        .put("encrypted_payload", payload)
        .put("encrypted_aes_key", base64(wrappedKey))
        .put("key_algorithm", PackageChecks.KEY_ALGORITHM)
        .put("payload_algorithm", PackageChecks.PAYLOAD_ALGORITHM)
        .put("processed_at", Instant.now().getEpochSecond())
        .build();
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }
}
