// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.MalformedJsonException;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** Reads the files that the reference client made; all their keys are test keys. */
final class GoldenFiles {

  private static final JsonCodec JSON = new JsonCodec();

  private GoldenFiles() {}

  /** The DER in a PEM file. */
  static byte[] pem(String path) {
    String text = new String(read(path), StandardCharsets.US_ASCII);
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }

  static String text(String path) {
    return new String(read(path), StandardCharsets.UTF_8);
  }

  static JsonObject json(String path) {
    return json(ByteBuffer.wrap(read(path)));
  }

  static JsonObject json(ByteBuffer utf8) {
    byte[] text = new byte[utf8.remaining()];
    utf8.duplicate().get(text);
    try {
      return JSON.read(new ByteArrayInputStream(text)).asObject().orElseThrow();
    } catch (MalformedJsonException notJson) {
      throw new AssertionError("not JSON", notJson);
    }
  }

  /** What a package holds, unchecked. */
  static SealedMessage message(String path) {
    JsonObject message = json(path);
    JsonObject payload = message.getObject("encrypted_payload").orElseThrow();
    byte[] ciphertext = base64(payload, "ciphertext");
    byte[] tag = base64(payload, "tag");
    return new SealedMessage(
        Bytes.copyOf(base64(payload, "nonce")),
        Bytes.copyOf(base64(message, "encrypted_aes_key")),
        ByteBuffer.allocate(ciphertext.length + tag.length).put(ciphertext).put(tag).flip());
  }

  private static byte[] base64(JsonObject object, String member) {
    return Base64.getDecoder().decode(object.getString(member).orElseThrow());
  }

  private static byte[] read(String path) {
    try (InputStream file =
        Objects.requireNonNull(
            GoldenFiles.class.getResourceAsStream("/ai/nomyo/testkit/golden/" + path), path)) {
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
