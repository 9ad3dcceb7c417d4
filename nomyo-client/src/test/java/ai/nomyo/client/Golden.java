// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.machine.PemText;
import ai.nomyo.testkit.machine.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** What the reference implementation made: test keys, packages, and what is in them. */
final class Golden {

  /** The id of the call that the golden answers belong to. */
  static final String PAYLOAD_ID = "3f2b6c1e-0000-4000-8000-000000000001";

  static {
    PrivateFiles.closeToOthers(path(""));
  }

  private Golden() {}

  static Path path(String name) {
    URL url = Objects.requireNonNull(Golden.class.getResource("/golden/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A directory with the key pair that clients of these tests have. */
  static Path clientKeys() {
    return path("client");
  }

  /** The private key of {@link #clientKeys} as PKCS#1, which is inside of PKCS#8. */
  static String pkcs1() {
    String base64 = text("client/private_key.pem").replaceAll("-----[^-]*-----|\\s", "");
    byte[] pkcs8 = Base64.getDecoder().decode(base64);
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    return PemText.of("RSA PRIVATE KEY", pkcs1);
  }

  static char[] password() {
    return text("client-password/password.txt").stripTrailing().toCharArray();
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static JsonObject json(String name) {
    return parsed(text(name));
  }

  private static JsonObject parsed(String text) {
    return Nomyo.json().read(text).asObject().orElseThrow();
  }

  static OpeningKey serverKey(HybridCipher cipher) throws Exception {
    try (SecretBytes text = SecretBytes.owning(bytes("server/private_key.pem"));
        Pem pem = Pem.read(text, SecretMemory.offHeap())) {
      return cipher.keys().readPrivate(pem.der());
    }
  }

  /** Opens a package apart from the client's own reader. */
  static JsonObject opened(byte[] sealed, HybridCipher cipher, OpeningKey key) throws Exception {
    JsonObject outer = parsed(new String(sealed, StandardCharsets.UTF_8));
    JsonObject payload = outer.getObject("encrypted_payload").orElseThrow();
    byte[] ciphertext = base64(payload, "ciphertext");
    byte[] tag = base64(payload, "tag");
    SealedMessage message =
        new SealedMessage(
            Bytes.copyOf(base64(payload, "nonce")),
            Bytes.copyOf(base64(outer, "encrypted_aes_key")),
            ByteBuffer.allocate(ciphertext.length + tag.length).put(ciphertext).put(tag).flip());
    try (SecretBytes plaintext = cipher.open(message, key, SecretMemory.onHeap())) {
      return parsed(StandardCharsets.UTF_8.decode(plaintext.lend()).toString());
    }
  }

  private static byte[] base64(JsonObject object, String member) {
    return Base64.getDecoder().decode(object.getString(member).orElseThrow());
  }
}
