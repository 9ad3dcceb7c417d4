// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What Project Wycheproof's vectors for AES-GCM and RSA-OAEP demand of the two primitives inside an
 * adapter, which know neither additional data nor labels: vectors that have one must be refused.
 * How many there were of each group is printed.
 *
 * <p>Skipped when the directory of vectors is absent.
 */
public abstract class WycheproofContract {

  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, Integer> counts = new TreeMap<>();

  /** For subclasses. */
  protected WycheproofContract() {}

  /** Where {@code aes_gcm_test.json} and the files of RSA-OAEP are. */
  protected abstract Path vectors();

  /** The backend's name, for the printed counts. */
  protected abstract String backend();

  /**
   * What the adapter unwraps with RSA-OAEP (SHA-256, MGF1-SHA-256, no label).
   *
   * @throws Exception if it refuses
   */
  protected abstract byte[] unwrap(SecretBytes pkcs8, Bytes wrapped) throws Exception;

  /**
   * What the adapter decrypts with AES-256-GCM (nonce of 12 bytes, tag of 16, no additional data).
   *
   * @throws Exception if it refuses
   */
  protected abstract byte[] decrypt(byte[] key, Bytes nonce, ByteBuffer ciphertextAndTag)
      throws Exception;

  /** AES-GCM for the sizes of the protocol. */
  @Test
  void aesGcm_givesTheMessageOrRefuses() throws Exception {
    for (JsonObject group : groups("aes_gcm_test.json")) {
      if (is(group, "keySize", 256) && is(group, "ivSize", 96) && is(group, "tagSize", 128)) {
        group.getObjects("tests").forEach(this::checkAesGcm);
      }
    }
    report("AES-256-GCM", 66);
  }

  private void checkAesGcm(JsonObject vector) {
    byte[] sealed = hex(vector, "ct", "tag");
    check(
        vector,
        "aad",
        () ->
            decrypt(hex(vector, "key"), Bytes.copyOf(hex(vector, "iv")), ByteBuffer.wrap(sealed)));
  }

  /** RSA-OAEP with keys of 2048 bits. */
  @Test
  void oaepWith2048Bits_givesTheMessageOrRefuses() throws Exception {
    checkOaep("rsa_oaep_2048_sha256_mgf1sha256_test.json");
    report("RSA-OAEP 2048", 37);
  }

  /** RSA-OAEP with keys of 4096 bits. */
  @Test
  void oaepWith4096Bits_givesTheMessageOrRefuses() throws Exception {
    checkOaep("rsa_oaep_4096_sha256_mgf1sha256_test.json");
    report("RSA-OAEP 4096", 37);
  }

  private void checkOaep(String file) throws Exception {
    for (JsonObject group : groups(file)) {
      for (JsonObject vector : group.getObjects("tests")) {
        check(vector, "label", () -> unwrap(group, vector));
      }
    }
  }

  private byte[] unwrap(JsonObject group, JsonObject vector) throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.owning(hex(group, "privateKeyPkcs8"))) {
      return unwrap(pkcs8, Bytes.copyOf(hex(vector, "ct")));
    }
  }

  private interface Attempt {
    byte[] run() throws Exception;
  }

  /** An empty message may be refused by those who unwrap keys, of which none is empty. */
  private void check(JsonObject vector, String extra, Attempt attempt) {
    byte[] message = hex(vector, "msg");
    String name = extra + ", " + vector.getString("comment").orElse("");
    if (!vector.getString("result").orElseThrow().equals("valid")) {
      count("invalid: refused");
      assertThrows(Exception.class, attempt::run, name);
    } else if (hex(vector, extra).length > 0) {
      count("valid with " + extra + ": refused");
      assertThrows(Exception.class, attempt::run, name);
    } else if (extra.equals("label") && message.length == 0) {
      count("valid, empty: " + outcome(attempt));
    } else {
      count("valid: message given");
      assertArrayEquals(message, assertDoesNotRefuse(attempt, name), name);
    }
  }

  private static byte[] assertDoesNotRefuse(Attempt attempt, String name) {
    try {
      return attempt.run();
    } catch (Exception refused) {
      throw new AssertionError("refused: " + name, refused);
    }
  }

  private static String outcome(Attempt attempt) {
    byte[] given;
    try {
      given = attempt.run();
    } catch (Exception refused) {
      return "refused, as no key is empty";
    }
    assertArrayEquals(new byte[0], given);
    return "message given";
  }

  private void count(String group) {
    counts.merge(group, 1, Integer::sum);
  }

  private void report(String what, int expected) {
    System.out.println("Wycheproof, " + backend() + ", " + what + ": " + counts);
    assertTrue(counts.values().stream().mapToInt(Integer::intValue).sum() >= expected, what);
    assertTrue(counts.size() >= 3, what);
  }

  private List<JsonObject> groups(String file) throws Exception {
    Path path = vectors().resolve(file);
    assumeTrue(Files.exists(path), "there are no vectors at " + path);
    try (InputStream in = Files.newInputStream(path)) {
      return new JsonCodec().read(in).asObject().orElseThrow().getObjects("testGroups");
    }
  }

  private static boolean is(JsonObject object, String member, long number) {
    return object.getLong(member).orElseThrow() == number;
  }

  private static byte[] hex(JsonObject object, String... members) {
    StringBuilder digits = new StringBuilder();
    for (String member : members) {
      digits.append(object.getString(member).orElseThrow());
    }
    return HEX.parseHex(digits);
  }
}
