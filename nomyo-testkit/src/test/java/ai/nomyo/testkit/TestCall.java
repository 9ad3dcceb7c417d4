// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SealedParts;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One request as a client without a flaw makes it, and every way to flaw it. */
final class TestCall {

  static final JdkCipher CIPHER = new JdkCipher();
  static final JsonCodec JSON = new JsonCodec();
  static final OpeningKey CLIENT_KEY = clientKey();

  String method = "POST";
  String path = "/v1/chat/secure_completion";
  final Map<String, String> headers = new LinkedHashMap<>();
  final List<Map.Entry<String, String>> moreHeaders = new ArrayList<>();
  byte[] plaintext =
      utf8("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  byte[] aesKey = CIPHER.randomBytes(32);
  byte[] nonce = CIPHER.randomBytes(12);
  UnaryOperator<JsonObject> packageChange = UnaryOperator.identity();
  UnaryOperator<String> textChange = UnaryOperator.identity();
  private final String routerPem;

  TestCall(String routerPem) {
    this.routerPem = routerPem;
    headers.put("Content-Type", "application/octet-stream");
    headers.put("X-Payload-ID", UUID.randomUUID().toString());
    headers.put("X-Public-Key", PercentEncoding.encode(Pem.ofPublic(CLIENT_KEY.spki())));
  }

  private static OpeningKey clientKey() {
    try {
      return CIPHER.keys().generate(2048);
    } catch (CipherException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  TestCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  TestCall withoutHeader(String name) {
    headers.remove(name);
    return this;
  }

  TestCall asking(String json) {
    plaintext = utf8(json);
    return this;
  }

  TestCall member(String path, Object value) {
    packageChange = p -> Tampering.at(path, p, (in, name) -> in.put(name, value));
    return this;
  }

  TestCall withoutMember(String path) {
    packageChange = p -> Tampering.at(path, p, JsonObject.Builder::remove);
    return this;
  }

  /** The package, sealed now. */
  byte[] body() throws Exception {
    ByteArrayOutputStream ciphertext = new ByteArrayOutputStream();
    SealedParts parts =
        CIPHER.seal(
            out -> out.write(plaintext),
            ciphertext,
            CIPHER.keys().readPublic(Pem.readPublic(routerPem)),
            aesKey,
            nonce);
    JsonObject payload =
        JsonObject.builder()
            .put("ciphertext", base64(ciphertext.toByteArray()))
            .put("nonce", base64(parts.nonce().toArray()))
            .put("tag", base64(parts.tag().toArray()))
            .build();
    JsonObject sealed =
        JsonObject.builder()
            .put("version", "1.0")
            .put("algorithm", "hybrid-aes256-rsa4096")
            .put("encrypted_payload", payload)
            .put("encrypted_aes_key", base64(parts.wrappedKey().toArray()))
            .put("key_algorithm", "RSA-OAEP-SHA256")
            .put("payload_algorithm", "AES-256-GCM")
            .build();
    return utf8(textChange.apply(JSON.write(packageChange.apply(sealed))));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Opens an answer with the client's key. */
  static JsonObject open(byte[] answer) throws Exception {
    return JSON.read(openText(answer)).asObject().orElseThrow();
  }

  /** Opens an answer with the client's key, be it JSON or not. */
  static String openText(byte[] answer) throws Exception {
    JsonObject outer =
        JSON.read(new String(answer, StandardCharsets.UTF_8)).asObject().orElseThrow();
    JsonObject payload = outer.getObject("encrypted_payload").orElseThrow();
    byte[] ciphertext = part(payload, "ciphertext");
    byte[] tag = part(payload, "tag");
    ByteBuffer both = ByteBuffer.allocate(ciphertext.length + tag.length).put(ciphertext).put(tag);
    SealedMessage sealed =
        new SealedMessage(
            Bytes.copyOf(part(payload, "nonce")),
            Bytes.copyOf(part(outer, "encrypted_aes_key")),
            both.flip());
    try (SecretBytes text = CIPHER.open(sealed, CLIENT_KEY, SecretMemory.onHeap())) {
      return StandardCharsets.UTF_8.decode(text.lend()).toString();
    }
  }

  private static byte[] part(JsonObject object, String name) {
    return Base64.getDecoder().decode(object.getString(name).orElseThrow());
  }

  static SealingKey publicKey(String pem) throws Exception {
    return CIPHER.keys().readPublic(Pem.readPublic(pem));
  }

  static String resource(String name) throws IOException {
    try (var in = TestCall.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
