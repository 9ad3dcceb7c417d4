// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.core.bytes.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer is read both ways, which must agree. */
class ErasableAnswerTest {

  private final AnswerReadings readings = new AnswerReadings();

  private void assertAgree(String plaintext) throws Exception {
    String outline = readings.assertAgree(plaintext.getBytes(StandardCharsets.UTF_8));
    assertFalse(outline.contains("canary"), outline);
  }

  private static String answer(String content) {
    return "{\"choices\":[{\"message\":{\"content\":" + content + "}}]}";
  }

  static Stream<String> answers() {
    return Stream.of(
        "{}",
        "{\"choices\":null}",
        "{\"choices\":[]}",
        "{\"choices\":{\"message\":{\"content\":\"canary\"}}}",
        "{\"choices\":[\"canary\",[{\"message\":{\"content\":\"canary\"}}],{},null,7]}",
        "{\"choices\":[{\"message\":null},{\"message\":\"canary\"},{\"message\":[\"canary\"]}]}",
        answer("null"),
        answer("7"),
        answer("{\"text\":\"canary\"}"),
        answer("[{\"type\":\"text\",\"text\":\"canary\"}]"),
        answer("\"\""),
        answer("\"canary\""),
        " \n" + answer("\t\"canary\" ") + " \r\n",
        answer("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00e9\\uD83D\\ude00\""),
        answer("\"\\\\\\\\\\\"\""),
        answer("\"\\ud83d x \\ude00\\ude00\\ud83d\""),
        answer("\"Grüße 😀 שלום \u2028 漢字\u007f\""),
        answer('"' + "é😀x\\n".repeat(100_000) + '"'),
        answer('"' + "canary".repeat(500_000) + '"'),
        "{\"choices\":[{\"message\":{\"\\u0063ontent\":\"cont\\u0065nt\"}}]}",
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":1765250382,"model":"m",
        "choices":[
        {"index":0,"finish_reason":"tool_calls","logprobs":{"content":[{"token":"canary"}]},
        "message":{"role":"assistant","content":null,"reasoning_content":"canary",
        "tool_calls":[{"id":"canary","function":{"name":"canary","arguments":"{\\"canary\\":1}"}}]}},
        {"index":1,"finish_reason":"stop","message":{"role":"assistant","content":"one canary"}},
        {"index":2,"finish_reason":"length","message":{"role":"assistant","content":"and another"}}],
        "content":"canary","canary":{"content":"canary"},
        "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},
        "_metadata":{"response_status":"success","tpm_attestation":{"a":[1.0E+400,true]}}}""");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void erasableAnswer_agreesWithTheUsualOne(String plaintext) throws Exception {
    assertAgree(plaintext);
  }

  /** Texts of any characters, each spelt in a way drawn by lot. */
  @Test
  void anyText_howeverItIsSpelt() throws Exception {
    Random random = new Random(4);
    for (int run = 0; run < 2_000; run++) {
      StringBuilder escaped = new StringBuilder("\"");
      for (int i = random.nextInt(60); i > 0; i--) {
        escaped.append(spelling(random));
      }
      assertAgree(answer(escaped.append('"').toString()));
    }
  }

  private static String spelling(Random random) {
    int[] widths = {0x80, 0x800, 0x10000, 0x110000};
    int codePoint = random.nextInt(widths[random.nextInt(widths.length)]);
    boolean literal = codePoint >= 0x20 && "\"\\".indexOf(codePoint) < 0;
    boolean surrogate = codePoint >= 0xd800 && codePoint < 0xe000;
    if (literal && !surrogate && random.nextBoolean()) {
      return Character.toString(codePoint);
    }
    StringBuilder escaped = new StringBuilder();
    for (char unit : Character.toChars(codePoint)) {
      escaped.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
    }
    return escaped.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}x",
        "{\"_metadata\":[]}",
        "{\"_metadata\":{\"payload_id\":\"another\"}}",
        "{\"a\":1,\"a\":1}",
        "{\"x\":[{\"y\":{\"a\":1,\"\\u0061\":1}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"a\",\"content\":\"b\"}}]}",
        "{\"choices\":[{\"message\":{},\"message\":{}}]}",
        "{\"choices\":[],\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":1,\"id\":2}]}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\\x\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\\u12g4\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"\u0001\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"a",
        "{\"choices\":[{\"message\":{\"content\":\"a\\\"}}]}",
        "{\"choices\":[{\"logprobs\":NaN}]}",
        "{\"choices\":[{\"logprobs\":01}]}"
      })
  void whatIsRefused_isRefusedAlike(String plaintext) {
    byte[] utf8 = plaintext.getBytes(StandardCharsets.UTF_8);
    Exception refused = assertThrows(Exception.class, () -> readings.usual(utf8));
    Exception alike = assertThrows(Exception.class, () -> readings.erasable(utf8));
    assertEquals(refused.getClass(), alike.getClass());
    assertEquals(refused.getMessage(), alike.getMessage());
    readings.assertErased();
  }

  @Test
  void nestingBeyondTheCap_isRefusedAlike() {
    byte[] deep = answer("[".repeat(300) + "]".repeat(300)).getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedPackageException.class, () -> readings.usual(deep));
    assertThrows(MalformedPackageException.class, () -> readings.erasable(deep));
  }

  /** Cut, in too many bytes, half a pair, beyond Unicode: the usual reader takes some of them. */
  @ParameterizedTest
  @ValueSource(strings = {"e282", "c080", "eda080", "f4908080", "ff", "80", "e2825c6e"})
  void textThatIsNotUtf8_isMalformed_andWhatWasReadIsErased(String hex) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    String twoChoices = answer("\"canary\"").replace("]}", ",{\"message\":{\"content\":\"x");
    utf8.writeBytes(twoChoices.getBytes(StandardCharsets.UTF_8));
    utf8.writeBytes(HexFormat.of().parseHex(hex));
    utf8.writeBytes("\"}}]}".getBytes(StandardCharsets.UTF_8));
    assertThrows(MalformedPackageException.class, () -> readings.erasable(utf8.toByteArray()));
    readings.assertErased();
  }

  @Test
  void close_erasesAll_andNothingIsLentAfterwards() throws Exception {
    byte[] plaintext = answer("\"canary\"").getBytes(StandardCharsets.UTF_8);
    ErasableChatResponse answer = readings.erasable(SecretBytes.owning(plaintext));
    assertEquals("canary", answer.firstText().orElseThrow().toString());
    answer.close();
    answer.close();
    readings.assertErased();
    assertArrayEquals(new byte[plaintext.length], plaintext);
    assertThrows(IllegalStateException.class, answer::firstText);
    assertThrows(IllegalStateException.class, () -> answer.text(1));
    assertThrows(IllegalStateException.class, answer::utf8);
    assertEquals(1, answer.outline().choices().size());
  }

  @Test
  void bytesThatAreNotUtf8_areMalformed_whereverTheyStand() {
    byte[] overlong = "{\"id\":\"??\",\"choices\":[]}".getBytes(StandardCharsets.UTF_8);
    overlong[7] = (byte) 0xc0;
    overlong[8] = (byte) 0x80;
    assertThrows(MalformedPackageException.class, () -> readings.erasable(overlong));
  }

  @Test
  void whatIsLent_cannotBeChanged() throws Exception {
    byte[] plaintext = answer("\"canary\"").getBytes(StandardCharsets.UTF_8);
    try (ErasableChatResponse answer = readings.erasable(plaintext)) {
      CharBuffer text = answer.firstText().orElseThrow();
      ByteBuffer utf8 = answer.utf8();
      assertThrows(ReadOnlyBufferException.class, () -> text.put(0, 'x'));
      assertThrows(ReadOnlyBufferException.class, () -> utf8.put(0, (byte) 'x'));
      text.position(3);
      assertEquals("canary", answer.firstText().orElseThrow().toString());
      assertFalse(answer.toString().contains("canary"));
    }
  }
}
