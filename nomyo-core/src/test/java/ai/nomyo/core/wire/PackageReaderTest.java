// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageReaderTest {

  private static final String NONCE = base64(12);
  private static final String TAG = base64(16);
  private static final String KEY = base64(256);
  private static final String GOOD =
      """
      {"version":"1.0","algorithm":"hybrid-aes256-rsa4096",\
      "encrypted_payload":{"ciphertext":"AQID","nonce":"%s","tag":"%s"},\
      "encrypted_aes_key":"%s","key_algorithm":"RSA-OAEP-SHA256",\
      "payload_algorithm":"AES-256-GCM","processed_at":1765250382}"""
          .formatted(NONCE, TAG, KEY);

  private final JsonCodec json = new JsonCodec();

  private static String base64(int size) {
    return Base64.getEncoder().encodeToString(new byte[size]);
  }

  private SealedPackage read(String text)
      throws MalformedPackageException, UntrustedPackageException {
    return PackageReader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), json);
  }

  private void assertMalformed(String text) {
    String message = assertThrows(MalformedPackageException.class, () -> read(text)).getMessage();
    assertTrue(message.length() < 120, message);
  }

  private void assertUntrusted(String text) {
    assertThrows(UntrustedPackageException.class, () -> read(text));
  }

  @Test
  void goodPackage_isTakenApart() throws Exception {
    SealedPackage sealed = read(GOOD);
    byte[] expected = new byte[3 + 16];
    System.arraycopy(new byte[] {1, 2, 3}, 0, expected, 0, 3);
    assertArrayEquals(expected, sealed.message().ciphertextAndTag().array());
    assertEquals(12, sealed.message().nonce().size());
    assertEquals(256, sealed.message().wrappedKey().size());
    assertEquals("hybrid-aes256-rsa4096", sealed.algorithm());
    assertEquals("1765250382", sealed.processedAt().orElseThrow().text());
  }

  @Test
  void tag_followsTheCiphertext() throws Exception {
    SealedPackage sealed =
        read(GOOD.replace("\"tag\":\"" + TAG, "\"tag\":\"EBESExQVFhcYGRobHB0eHw=="));
    assertEquals(
        "010203101112131415161718191a1b1c1d1e1f",
        HexFormat.of().formatHex(sealed.message().ciphertextAndTag().array()));
  }

  @Test
  void timeThatIsNull_isNoTime() throws Exception {
    assertTrue(read(GOOD.replace("1765250382", "null")).processedAt().isEmpty());
  }

  @Test
  void bufferWithAnOffset_isReadFromItsPosition() throws Exception {
    byte[] padded = ("garbage" + GOOD + "garbage").getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.wrap(padded, 7, padded.length - 14).slice();
    SealedPackage sealed = PackageReader.read(body, json);
    assertEquals(1, sealed.message().ciphertextAndTag().get(0));
    assertEquals(3, sealed.message().ciphertextAndTag().get(2));
  }

  @Test
  void escapesInTheCiphertext_areLegalJson() throws Exception {
    SealedPackage sealed = read(GOOD.replace("AQID", "\\u0041Q\\/D"));
    assertArrayEquals(
        Base64.getDecoder().decode("AQ/D"),
        java.util.Arrays.copyOf(sealed.message().ciphertextAndTag().array(), 3));
  }

  @Test
  void truncationAtEveryLength_isMalformed() {
    for (int length = 0; length < GOOD.length(); length++) {
      assertMalformed(GOOD.substring(0, length));
    }
  }

  @Nested
  class Malformed {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "   ",
          "null",
          "[]",
          "\"x\"",
          "1",
          "<html>no</html>",
          "{}",
          "not json at all"
        })
    void noPackageAtAll(String text) {
      assertMalformed(text);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "version",
          "algorithm",
          "encrypted_payload",
          "ciphertext",
          "nonce",
          "tag",
          "encrypted_aes_key"
        })
    void missingMember(String name) {
      assertMalformed(GOOD.replace('"' + name + '"', "\"other\""));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"1.0\"|1.0",
          "\"hybrid-aes256-rsa4096\"|null",
          "\"AQID\"|[1,2,3]",
          "\"AQID\"|null",
          "\"RSA-OAEP-SHA256\"|7",
          "\"AES-256-GCM\"|{}",
          "1765250382|\"yesterday\""
        })
    void memberOfTheWrongType(String part, String instead) {
      assertMalformed(GOOD.replace(part, instead));
    }

    @Test
    void payloadThatIsNoObject() {
      assertMalformed(GOOD.replaceAll("\\{\"ciphertext[^}]*}", "\"AQID\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!ID", "AQ I", "AQI", "AB==", "AQID\\n"})
    void base64Junk(String junk) {
      assertMalformed(GOOD.replace("AQID", junk));
    }

    @Test
    void textBehindThePackage() {
      assertMalformed(GOOD + "{}");
    }

    @Test
    void duplicateInACutPackage_isMalformedFirst() {
      assertMalformed("{\"version\":\"1.0\",\"version\":\"1.0\"");
    }

    @Test
    void nestingBeyondTheCap() {
      assertMalformed("{\"a\":" + "[".repeat(300) + "]".repeat(300) + "," + GOOD.substring(1));
    }
  }

  @Nested
  class Untrusted {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "\"1.0\"|\"1.1\"",
          "\"1.0\"|\"\"",
          "hybrid-aes256-rsa4096|rot13",
          "hybrid-aes256-rsa4096|HYBRID-AES256-RSA4096",
          "RSA-OAEP-SHA256|RSA-OAEP-SHA1",
          "AES-256-GCM|AES-128-GCM"
        })
    void otherNames(String part, String instead) {
      assertUntrusted(GOOD.replace(part, instead));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13, 16})
    void otherNonceLengths(int size) {
      assertUntrusted(GOOD.replace("nonce\":\"" + NONCE, "nonce\":\"" + base64(size)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 15, 17})
    void otherTagLengths(int size) {
      assertUntrusted(GOOD.replace("tag\":\"" + TAG, "tag\":\"" + base64(size)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"version\":\"1.0\",",
          "{\"encrypted_aes_key\":\"\",",
          "{\"x\":1,\"x\":1,",
          "{\"x\":[{\"y\":1,\"y\":1}],"
        })
    void duplicateMembers(String start) {
      assertUntrusted(GOOD.replaceFirst("\\{", start));
    }

    @Test
    void duplicateCiphertext() {
      assertUntrusted(GOOD.replace("\"tag\"", "\"ciphertext\":\"AQID\",\"tag\""));
    }
  }

  @Nested
  class Accepted {

    @Test
    void absentOptionalMembers() {
      String bare = GOOD.replaceFirst(",\"key_algorithm.*", "}");
      assertDoesNotThrow(() -> read(bare));
    }

    @Test
    void unknownMembersEverywhere() {
      String more =
          GOOD.replace("\"tag\"", "\"more\":{\"a\":[1]},\"tag\"")
              .replaceFirst("\\{", "{\"extra\":[null,{\"b\":\"c\"}],");
      assertDoesNotThrow(() -> read(more));
    }

    @Test
    void emptyCiphertext() throws Exception {
      assertEquals(16, read(GOOD.replace("AQID", "")).message().ciphertextAndTag().remaining());
    }

    @Test
    void whiteSpaceBetweenMembers() {
      assertDoesNotThrow(() -> read("\r\n " + GOOD.replace(",", " ,\n\t").replace(":", " : ")));
    }
  }
}
