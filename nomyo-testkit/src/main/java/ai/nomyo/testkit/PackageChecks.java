// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.MalformedJsonException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Section 3 of the protocol: the package of a request, read apart from the client's own reader. */
final class PackageChecks {

  /** "at most 10 MiB (10,485,760 bytes) serialized, not empty". */
  static final int MAX_PLAINTEXT_BYTES = 10 * 1024 * 1024;

  static final String VERSION = "1.0";
  static final String ALGORITHM = "hybrid-aes256-rsa4096";
  static final String KEY_ALGORITHM = "RSA-OAEP-SHA256";
  static final String PAYLOAD_ALGORITHM = "AES-256-GCM";
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final Set<String> OUTER =
      Set.of(
          "version",
          "algorithm",
          "encrypted_payload",
          "encrypted_aes_key",
          "key_algorithm",
          "payload_algorithm");
  private static final Set<String> PAYLOAD = Set.of("ciphertext", "nonce", "tag");
  private static final JsonCodec JSON = new JsonCodec();

  private PackageChecks() {}

  /** Reads a package; how long its wrapped key must be is for the router's key to say. */
  static SealedMessage read(byte[] body) throws Refusal {
    JsonObject outer = object("the package", body);
    exactly("the package", outer, OUTER);
    constant(outer, "version", VERSION);
    constant(outer, "algorithm", ALGORITHM);
    constant(outer, "key_algorithm", KEY_ALGORITHM);
    constant(outer, "payload_algorithm", PAYLOAD_ALGORITHM);
    JsonObject payload =
        outer
            .getObject("encrypted_payload")
            .orElseThrow(() -> Refusal.mistake("encrypted_payload is no object"));
    exactly("encrypted_payload", payload, PAYLOAD);
    return new SealedMessage(
        sized(payload, "nonce", NONCE_BYTES),
        Bytes.copyOf(decoded(outer, "encrypted_aes_key")),
        joined(ciphertext(payload), sized(payload, "tag", TAG_BYTES)));
  }

  /** Reads one JSON object that names no member twice. */
  static JsonObject object(String name, byte[] utf8) throws Refusal {
    try {
      JsonValue value = JSON.read(new ByteArrayInputStream(utf8));
      return value.asObject().orElseThrow(() -> Refusal.mistake(name + " is no JSON object"));
    } catch (MalformedJsonException malformed) {
      throw Refusal.mistake(
          malformed.duplicateMember()
              ? name + " names a member twice"
              : name + " is not one JSON text in UTF-8");
    }
  }

  private static void exactly(String name, JsonObject object, Set<String> members) throws Refusal {
    Set<String> missing = new TreeSet<>(members);
    missing.removeAll(object.members().keySet());
    if (!missing.isEmpty()) {
      throw Refusal.mistake(name + " lacks " + List.copyOf(missing));
    }
    if (object.members().size() > members.size()) {
      throw Refusal.mistake(name + " has members beside " + new TreeSet<>(members));
    }
  }

  private static void constant(JsonObject outer, String name, String wanted) throws Refusal {
    if (!outer.getString(name).filter(wanted::equals).isPresent()) {
      throw Refusal.mistake(name + " is not \"" + wanted + "\"");
    }
  }

  private static byte[] ciphertext(JsonObject payload) throws Refusal {
    byte[] ciphertext = decoded(payload, "ciphertext");
    if (ciphertext.length < 1 || ciphertext.length > MAX_PLAINTEXT_BYTES) {
      throw Refusal.mistake(
          "the plaintext has "
              + ciphertext.length
              + " bytes, 1 to "
              + MAX_PLAINTEXT_BYTES
              + " wanted");
    }
    return ciphertext;
  }

  private static Bytes sized(JsonObject object, String name, int wanted) throws Refusal {
    byte[] bytes = decoded(object, name);
    if (bytes.length != wanted) {
      throw Refusal.mistake(name + " has " + bytes.length + " bytes, " + wanted + " wanted");
    }
    return Bytes.copyOf(bytes);
  }

  private static byte[] decoded(JsonObject object, String name) throws Refusal {
    return StrictBase64.decode(
        name,
        object.getString(name).orElseThrow(() -> Refusal.mistake(name + " is no JSON string")));
  }

  private static ByteBuffer joined(byte[] ciphertext, Bytes tag) {
    return ByteBuffer.allocate(ciphertext.length + tag.size())
        .put(ciphertext)
        .put(tag.toArray())
        .flip();
  }
}
