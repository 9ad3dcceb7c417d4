// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class LongStringWriterTest {

  private static final int LEAST = LongStringWriter.LEAST_CHARS;

  private final JsonCodec codec = new JsonCodec();

  /** Every kind of unit, long runs and short ones, and halves of pairs anywhere. */
  static Stream<String> texts() {
    List<String> kinds =
        List.of("a", "\"", "\\", "/", "\n", "\t\b\f\r", "\0", "\u001f", "\u007f", "é", "€", "😀");
    List<String> more = List.of("\ud83d", "\ude00", "\u2028", "plain text in a run ", "\uffff");
    Stream<String> pure =
        Stream.concat(kinds.stream(), more.stream()).map(kind -> kind.repeat(3 * LEAST));
    List<String> all = Stream.concat(kinds.stream(), more.stream()).toList();
    Random random = new Random(42);
    Stream<String> mixed = Stream.generate(() -> mixed(all, random)).limit(200);
    return Stream.concat(pure, mixed);
  }

  private static String mixed(List<String> kinds, Random random) {
    StringBuilder text = new StringBuilder();
    int size = LEAST + random.nextInt(3 * LEAST);
    int longestRun = 1 << random.nextInt(10);
    while (text.length() < size) {
      text.append(kinds.get(random.nextInt(kinds.size())).repeat(1 + random.nextInt(longestRun)));
    }
    return text.toString();
  }

  private static byte[] asJacksonDoes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator =
        JsonFactory.builder()
            .build()
            .createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      generator.writeString(text);
    }
    return out.toByteArray();
  }

  private byte[] written(JsonValue value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.write(value, out);
    return out.toByteArray();
  }

  private static void assertSameText(byte[] expected, byte[] actual) {
    assertEquals(new String(expected, UTF_8), new String(actual, UTF_8));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void longTexts_areWrittenByteForByteAsJacksonDoes(String text) throws IOException {
    byte[] expected = asJacksonDoes(text);
    assertSameText(expected, written(new JsonString(text)));
    JsonErasableString erasable = JsonErasableString.owning(text.toCharArray());
    assertSameText(expected, written(erasable));
    assertEquals(expected.length, PayloadLimit.size(new JsonString(text), 1));
  }

  @Test
  void pairAcrossTwoPieces_staysOneCharacter() throws IOException {
    for (int before = LEAST; before < LEAST + 600; before++) {
      String text = "a".repeat(before) + "😀" + "b".repeat(LEAST);
      assertSameText(asJacksonDoes(text), written(new JsonString(text)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void lengthsAroundTheLeast_areWrittenAlike(int more) throws IOException {
    String text = "ä\n".repeat(LEAST).substring(0, LEAST + more);
    assertSameText(asJacksonDoes(text), written(new JsonString(text)));
  }

  @Test
  void longTexts_standBetweenOthers() throws IOException {
    String text = "x".repeat(LEAST);
    JsonValue value = JsonObject.of(Map.of("list", List.of(text, "short", text)));
    assertSameText(
        ("{\"list\":[\"" + text + "\",\"short\",\"" + text + "\"]}").getBytes(UTF_8),
        written(value));
  }

  @Test
  void streamsOwnError_comesThroughUnchanged() {
    IOException full = new IOException("full");
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw full;
          }
        };
    JsonString text = new JsonString("x".repeat(LEAST));
    assertSame(full, assertThrows(IOException.class, () -> codec.write(text, failing)));
  }

  @Test
  void whatATextWentThrough_isErased() throws IOException {
    List<byte[]> lent = new ArrayList<>();
    OutputStream keeping =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] source, int offset, int length) {
            lent.add(source);
          }
        };
    try (LongStringWriter writer = new LongStringWriter(keeping)) {
      writer.write("secret".repeat(LEAST));
    }
    assertFalse(lent.isEmpty());
    lent.forEach(buffer -> assertArrayEquals(new byte[buffer.length], buffer));
  }
}
