// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a package: first whether it is one, then whether it is one to trust (docs/protocol.md,
 * section 4).
 */
final class PackageReader {

  private final PackageScan scan;

  private PackageReader(PackageScan scan) {
    this.scan = scan;
  }

  /**
   * Reads a body.
   *
   * @param body a heap buffer, from its position to its limit; left as it was
   */
  static SealedPackage read(ByteBuffer body, JsonCodec json)
      throws MalformedPackageException, UntrustedPackageException {
    try {
      return new PackageReader(PackageScan.of(body, json)).judged();
    } catch (MalformedJsonException malformed) {
      throw new MalformedPackageException("the body is no package: " + malformed.getMessage());
    }
  }

  private SealedPackage judged() throws MalformedPackageException, UntrustedPackageException {
    JsonObject payload = present("encrypted_payload", scan.payload());
    String version = string(scan.members(), "version");
    String algorithm = string(scan.members(), "algorithm");
    Optional<String> keyAlgorithm = optionalString("key_algorithm");
    Optional<String> payloadAlgorithm = optionalString("payload_algorithm");
    Optional<JsonNumber> processedAt = processedAt();
    byte[] nonce = StrictBase64.decode(string(payload, "nonce"));
    byte[] tag = StrictBase64.decode(string(payload, "tag"));
    byte[] wrappedKey = StrictBase64.decode(string(scan.members(), "encrypted_aes_key"));
    byte[] ciphertextAndTag =
        StrictBase64.decode(present("ciphertext", scan.ciphertext()), SealedMessage.TAG_BYTES);

    trust(!scan.duplicate(), "the package names a member twice");
    trust(version.equals(PackageFormat.VERSION), "the package is of an unknown version");
    trust(algorithm.equals(PackageFormat.ALGORITHM), "the package names an unknown algorithm");
    trust(isOr(keyAlgorithm, PackageFormat.KEY_ALGORITHM), "unknown key algorithm");
    trust(isOr(payloadAlgorithm, PackageFormat.PAYLOAD_ALGORITHM), "unknown payload algorithm");
    trust(nonce.length == SealedMessage.NONCE_BYTES, "the nonce has not 12 bytes");
    trust(tag.length == SealedMessage.TAG_BYTES, "the tag has not 16 bytes");

    int ciphertextBytes = ciphertextAndTag.length - SealedMessage.TAG_BYTES;
    System.arraycopy(tag, 0, ciphertextAndTag, ciphertextBytes, tag.length);
    SealedMessage message =
        new SealedMessage(
            Bytes.copyOf(nonce), Bytes.copyOf(wrappedKey), ByteBuffer.wrap(ciphertextAndTag));
    return new SealedPackage(message, algorithm, processedAt);
  }

  private static <T> T present(String name, @Nullable T value) throws MalformedPackageException {
    if (value == null) {
      throw lacks(name);
    }
    return value;
  }

  private static String string(JsonObject object, String name) throws MalformedPackageException {
    return object.getString(name).orElseThrow(() -> lacks(name));
  }

  /** "key_algorithm and payload_algorithm may be absent". */
  private Optional<String> optionalString(String name) throws MalformedPackageException {
    return optional(name).isEmpty() ? Optional.empty() : Optional.of(string(scan.members(), name));
  }

  private Optional<JsonNumber> processedAt() throws MalformedPackageException {
    Optional<JsonValue> value = optional("processed_at");
    if (value.isPresent() && value.get().asNumber().isEmpty()) {
      throw lacks("processed_at");
    }
    return value.flatMap(JsonValue::asNumber);
  }

  private Optional<JsonValue> optional(String name) {
    return scan.members().get(name).filter(value -> value != JsonNull.NULL);
  }

  private static MalformedPackageException lacks(String name) {
    return new MalformedPackageException(
        "the package lacks " + name + ", or it is of the wrong type");
  }

  private static boolean isOr(Optional<String> given, String expected) {
    return given.isEmpty() || given.get().equals(expected);
  }

  private static void trust(boolean condition, String otherwise) throws UntrustedPackageException {
    if (!condition) {
      throw new UntrustedPackageException(otherwise);
    }
  }
}
