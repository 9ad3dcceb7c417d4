package ai.nomyo.core.wire;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
   * @param recipient made by the cipher of this sealer
   * @throws InvalidInputException if the JSON is larger than 10 MiB
   * @throws CipherException if the cipher refuses
   */
  public SegmentedBytes seal(JsonObject message, SealingKey recipient) throws CipherException {
    PayloadLimit.check(message, json);
    try {
      return sealed(message, recipient);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
  }

  private SegmentedBytes sealed(JsonObject message, SealingKey recipient)
      throws CipherException, IOException {
    SegmentedBytes out = new SegmentedBytes();
    ascii(out, "{\"version\":\"" + PackageFormat.VERSION + "\",");
    ascii(out, "\"algorithm\":\"" + PackageFormat.ALGORITHM + "\",");
    ascii(out, "\"encrypted_payload\":{\"ciphertext\":\"");
    SealedParts parts;
    try (OutputStream base64 = Base64.getEncoder().wrap(keptOpen(out))) {
      parts = cipher.seal(sink -> json.write(message, sink), base64, recipient, memory);
    }
    ascii(out, "\",\"nonce\":\"" + base64(parts.nonce()));
    ascii(out, "\",\"tag\":\"" + base64(parts.tag()));
    ascii(out, "\"},\"encrypted_aes_key\":\"" + base64(parts.wrappedKey()));
    ascii(out, "\",\"key_algorithm\":\"" + PackageFormat.KEY_ALGORITHM);
    ascii(out, "\",\"payload_algorithm\":\"" + PackageFormat.PAYLOAD_ALGORITHM + "\"}");
    return out;
  }

  private static void ascii(SegmentedBytes out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.write(bytes, 0, bytes.length);
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  /** Closing the base64 stream writes its padding; the package goes on after it. */
  private static OutputStream keptOpen(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() {}
    };
  }
}
