// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.chat.ChatResponse;
import ai.nomyo.config.AnswerChecks;
import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SealedMessage;
import ai.nomyo.json.JsonNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static final String ID = "3f2b6c1e-0000-4000-8000-000000000001";
  private static final String ADDED =
      "\"payload_id\":\""
          + ID
          + "\",\"processed_at\":1765250382,"
          + "\"is_encrypted\":true,\"encryption_algorithm\":\"hybrid-aes256-rsa4096\"";

  private static AnswerExpectation expecting(Optional<String> id) {
    return new AnswerExpectation(id, Optional.empty(), AnswerChecks.DEFAULT, Instant.EPOCH);
  }

  private static ChatResponse read(String plaintext) throws Exception {
    return read(plaintext, Optional.of(ID), Optional.of(new JsonNumber("1765250382")));
  }

  private static ChatResponse read(
      String plaintext, Optional<String> id, Optional<JsonNumber> processedAt) throws Exception {
    ChatResponse response = read(plaintext.getBytes(StandardCharsets.UTF_8), id, processedAt);
    assertEquals(response.json(), new JsonCodec().read(response.toJson()), "text and tree agree");
    return response;
  }

  private static ChatResponse read(
      byte[] utf8, Optional<String> id, Optional<JsonNumber> processedAt) throws Exception {
    byte[] room = new byte[utf8.length + 16];
    SealedMessage opened =
        new SealedMessage(
            Bytes.copyOf(new byte[0]), Bytes.copyOf(new byte[0]), ByteBuffer.wrap(room));
    SealedPackage sealed = new SealedPackage(opened, "hybrid-aes256-rsa4096", processedAt);
    try (SecretBytes secret = SecretBytes.owning(utf8)) {
      return new AnswerReader(sealed, expecting(id), new JsonCodec())
          .read(secret)
          .answer()
          .apply(null);
    } catch (MalformedPackageException | UntrustedPackageException refused) {
      assertArrayEquals(new byte[room.length], room, "nothing is left of what was refused");
      throw refused;
    }
  }

  @Test
  void metadata_isCompleted_andAllOtherTextRetainedToTheLetter() throws Exception {
    String before = " {\n \"big\" : 1.0E+400 , \"é\\u0041😀\":\"\\/\", \"_metadata\" : ";
    String after = " , \"x\":[ ]\n} ";
    assertEquals(
        before + "{\"response_status\":\"success\"," + ADDED + "}" + after,
        read(before + "{ \"response_status\" : \"success\" }" + after).toJson());
  }

  @Test
  void absentMetadata_isAddedAtTheEnd() throws Exception {
    assertEquals("{\"id\":\"é\" ,\"_metadata\":{" + ADDED + "}}", read("{\"id\":\"é\" }").toJson());
    assertEquals("{\"_metadata\":{" + ADDED + "}}", read("{}").toJson());
  }

  @Test
  void nullMetadata_isReplaced() throws Exception {
    assertEquals(
        "{\"_metadata\":{" + ADDED + "},\"a\":1}", read("{\"_metadata\":null,\"a\":1}").toJson());
  }

  @Test
  void metadataDeeperInside_isNotTheAnswers() throws Exception {
    ChatResponse response = read("{\"a\":{\"_metadata\":{\"payload_id\":\"other\"}}}");
    assertEquals(ID, response.metadata().payloadId().orElseThrow());
  }

  @Test
  void samePayloadId_isAccepted_anotherIsUntrusted() throws Exception {
    assertEquals(
        ID, read("{\"_metadata\":{\"payload_id\":\"" + ID + "\"}}").metadata().payloadId().get());
    for (String other : new String[] {"\"x\"", "7", "\"\"", "{}", "\"" + ID + " \""}) {
      assertThrows(
          UntrustedPackageException.class,
          () -> read("{\"_metadata\":{\"payload_id\":" + other + "}}"));
    }
  }

  @Test
  void withoutAnExpectedId_theInnerOneIsKept() throws Exception {
    ChatResponse kept =
        read("{\"_metadata\":{\"payload_id\":\"x\"}}", Optional.empty(), Optional.empty());
    assertEquals(
        "{\"_metadata\":{\"payload_id\":\"x\",\"processed_at\":null,\"is_encrypted\":true,"
            + "\"encryption_algorithm\":\"hybrid-aes256-rsa4096\"}}",
        kept.toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "\"x\"", "{", "{}x", "plain", "{\"_metadata\":[]}", "\u0000"})
  void noJsonObject_isMalformed(String plaintext) {
    assertThrows(MalformedPackageException.class, () -> read(plaintext));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c080", "e08080", "eda080", "f0808080", "f4908080", "ff", "c3"})
  void bytesThatAreNotUtf8_areMalformed_soThatTextAndTreeAgree(String hex) {
    byte[] text = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");
    assertThrows(
        MalformedPackageException.class, () -> read(text, Optional.empty(), Optional.empty()));
  }

  @Test
  void duplicateMembers_areUntrusted() {
    assertThrows(UntrustedPackageException.class, () -> read("{\"a\":1,\"a\":1}"));
    assertThrows(
        UntrustedPackageException.class, () -> read("{\"_metadata\":{},\"_metadata\":{}}"));
  }

  @Test
  void largeAnswers_keepTheirOffsets() throws Exception {
    String filler = "é😀x".repeat(50_000);
    String text = "{\"a\":\"" + filler + "\",\"_metadata\":{},\"b\":\"" + filler + "\"}";
    assertEquals(text.replace("{}", "{" + ADDED + "}"), read(text).toJson());
  }
}
