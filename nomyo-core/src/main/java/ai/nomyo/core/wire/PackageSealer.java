// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Seals a JSON object into a package. Safe for use by many threads.
 *
 * <p>A pipe: the JSON is written into the cipher, and its ciphertext leaves it as base64 at its
 * final place in the package, so the plaintext never stands in memory as a whole.
 */
public final class PackageSealer {

  private final HybridCipher cipher;
  private final SecretMemory memory;
  private final JsonCodec json;

  /**
   * @param memory where plaintext is held on its way
   */
  public PackageSealer(HybridCipher cipher, SecretMemory memory, JsonCodec json) {
    this.cipher = cipher;
    this.memory = memory;
    this.json = json;
  }

  /**
   * The package of docs/protocol.md, section 3.
   *
   * @param message one that {@link PayloadLimit#check} lets pass
   * @param recipient made by the cipher of this sealer
   * @throws CipherException if the cipher refuses
   */
  public SegmentedBytes seal(JsonObject message, SealingKey recipient) throws CipherException {
    try {
      return sealed(message, recipient);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
  }

  private SegmentedBytes sealed(JsonObject message, SealingKey recipient)
      throws CipherException, IOException {
    SegmentedBytes out = new SegmentedBytes();
    String head =
        "{\"version\":\""
            + PackageFormat.VERSION
            + "\",\"algorithm\":\""
            + PackageFormat.ALGORITHM
            + "\",\"encrypted_payload\":{\"ciphertext\":\"";
    out.add(ascii(head));
    SealedParts parts;
    try (Base64Output base64 = new Base64Output(out)) {
      parts = cipher.seal(sink -> json.write(message, sink), base64, recipient, memory);
    }
    String tail =
        "\",\"nonce\":\""
            + base64(parts.nonce())
            + "\",\"tag\":\""
            + base64(parts.tag())
            + "\"},\"encrypted_aes_key\":\""
            + base64(parts.wrappedKey())
            + "\",\"key_algorithm\":\""
            + PackageFormat.KEY_ALGORITHM
            + "\",\"payload_algorithm\":\""
            + PackageFormat.PAYLOAD_ALGORITHM
            + "\"}";
    out.add(ascii(tail));
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }
}
