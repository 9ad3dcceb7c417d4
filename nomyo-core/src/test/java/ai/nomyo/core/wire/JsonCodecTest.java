// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

  private final JsonCodec json = new JsonCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "-0",
        "1.0",
        "1E400",
        "1e-7",
        "123456789012345678901234567890.123456789012345678901234567890",
        "{\"b\":1,\"a\":[true,false,null,{\"\":\"\"}]}",
        "\"Grüße 😀 שלום \\u0000 \\\"\\\\\\n\""
      })
  void canonicalText_survivesReadingAndWriting(String text) {
    assertEquals(text, json.write(json.read(text)));
  }

  @Test
  void lineSeparators_surviveAsThemselves() {
    JsonValue value = JsonValue.of(List.of("\u2028\u2029\u0000\ud83d\ude00"));
    assertEquals(value, json.read(json.write(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}{}",
        "{} x",
        "not json",
        "NaN",
        "01",
        "+1",
        "1.",
        "{a:1}",
        "{'a':1}",
        "[1,]",
        "// c\n1",
        "\"\u0001\"",
        "tru",
        "{\"a\":1,\"a\":2}",
        "[{\"a\":{\"b\":1,\"b\":2}}]"
      })
  void anyOtherText_isRefusedWithoutQuotingIt(String text) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> json.read(text));
    assertTrue(text.length() < 5 || !refused.getMessage().contains(text), refused.getMessage());
    assertTrue(refused.getCause() == null);
  }

  @Test
  void duplicateMembers_areToldApartFromOtherFaults() {
    assertTrue(malformed("{\"a\":1,\"a\":2}").duplicateMember());
    assertFalse(malformed("{\"a\":1,\"a\":2").duplicateMember());
  }

  private MalformedJsonException malformed(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return assertThrows(
        MalformedJsonException.class, () -> json.read(new ByteArrayInputStream(utf8)));
  }

  @Test
  void nestingUpToTheCap_isReadAndWritten_andRefusedBeyond() {
    String deepest = "[".repeat(JsonCodec.MAX_DEPTH) + "]".repeat(JsonCodec.MAX_DEPTH);
    assertEquals(deepest, json.write(json.read(deepest)));
    assertThrows(InvalidInputException.class, () -> json.read("[" + deepest + "]"));
    JsonValue tooDeep = JsonValue.of(List.of(json.read(deepest)));
    assertThrows(InvalidInputException.class, () -> json.write(tooDeep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"%s\":1}", "%s", "-0.%s", "1e%s"})
  void longNamesAndNumbers_areReadAsAnyOther(String around) throws Exception {
    String text = around.formatted("1".repeat(100_000));
    assertEquals(text, json.write(json.read(text)));
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(text, json.write(json.read(new ByteArrayInputStream(utf8))));
  }

  @Test
  void escapeOfOtherThanHexDigits_isRefused_thoughTheirLowerBytesAre() {
    for (String digits : List.of("004\u0131", "\u013004a", "00\uff4141")) {
      assertThrows(InvalidInputException.class, () -> json.read("\"\\u" + digits + "\""));
      assertEquals("\\u" + digits, json.read("\"\\\\u" + digits + "\"").asString().orElseThrow());
    }
  }

  @Test
  void namesOfOneHash_areReadAsAnyOther() throws Exception {
    String text =
        IntStream.range(0, 4_096)
            .mapToObj(JsonCodecTest::nameOfOneHash)
            .collect(Collectors.joining("\":0,\"", "{\"", "\":0}"));
    assertEquals(text, json.write(json.read(text)));
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(text, json.write(json.read(new ByteArrayInputStream(utf8))));
  }

  /** A hash that multiplies by 33, as Jackson's, is the same for AB and B! in any order. */
  private static String nameOfOneHash(int bits) {
    return IntStream.range(0, 12)
        .mapToObj(bit -> (bits >> bit & 1) == 0 ? "AB" : "B!")
        .collect(Collectors.joining());
  }

  @Test
  void otherEncodingsThanUtf8_areRefused() {
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] bytes = "{\"a\":1}".getBytes(charset);
      assertThrows(MalformedJsonException.class, () -> json.read(new ByteArrayInputStream(bytes)));
    }
  }

  @Test
  void halfASurrogatePair_isEscaped_andSurvives() throws Exception {
    JsonValue half = JsonValue.of(List.of("x\ud83dx", "\ude00"));
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    json.write(half, utf8);
    assertEquals("[\"x\\uD83Dx\",\"\\uDE00\"]", utf8.toString(StandardCharsets.UTF_8));
    assertEquals(utf8.toString(StandardCharsets.UTF_8), json.write(half));
    assertEquals(half, json.read(new ByteArrayInputStream(utf8.toByteArray())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "Grüße 😀 שלום \u2028 \u0000\u001f\u007f \"\\/\b\f\n\r\t",
        "\ud83d",
        "x\ud83dx\ude00",
        "\ude00\ud83d"
      })
  void erasableStrings_areWrittenLikeOthers(String part) throws Exception {
    for (int times : new int[] {1, 100, 20_000}) {
      String text = part.repeat(times);
      JsonObject erasable =
          JsonObject.builder().put("a", JsonErasableString.owning(text.toCharArray())).build();
      ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
      json.write(erasable, utf8);
      String expected = json.write(JsonObject.builder().put("a", text).build());
      assertEquals(expected, utf8.toString(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83db", "\ude00", "\ude00\ud83d"})
  void halfASurrogatePairInAName_isRefused(String name) {
    JsonValue object = JsonObject.builder().put("x", Map.of(name, 1)).build();
    assertThrows(InvalidInputException.class, () -> json.write(object));
    assertThrows(
        InvalidInputException.class, () -> json.write(object, new ByteArrayOutputStream()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"\ud83d\ude00\":1}", "{\"\\ud83d\\ude00\":1}"})
  void pairInAName_isReadHoweverItIsSpelt(String text) throws Exception {
    JsonValue object = JsonObject.builder().put("\ud83d\ude00", 1).build();
    assertEquals(object, json.read(text));
    assertEquals(
        object, json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    json.write(object, utf8);
    assertEquals("{\"\ud83d\ude00\":1}", utf8.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theStreamsOwnError_comesThroughUnchanged_andTheStreamIsNotClosed() throws IOException {
    IOException own = new IOException("own");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw own;
          }

          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    JsonValue large = JsonValue.of("x".repeat(100_000));
    IOException thrown = assertThrows(IOException.class, () -> json.write(large, broken));
    assertTrue(thrown == own);
  }
}
