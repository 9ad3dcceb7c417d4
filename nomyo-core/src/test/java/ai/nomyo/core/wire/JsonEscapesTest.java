// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEscapesTest {

  private static int length(String json, int at, int to) {
    return JsonEscapes.length(json.getBytes(UTF_8), at, to);
  }

  /** With text around it, so that places are told from one another. */
  private static int length(String escape) {
    return length("ab" + escape + "0123456789", 2, 12 + escape.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"})
  void shortEscape_hasTwoBytes_allOfWhichMustBeThere(String escape) {
    assertEquals(2, length(escape));
    assertEquals(2, length(escape, 0, 2));
    assertEquals(0, length(escape, 0, 1));
    assertEquals(0, length(escape, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u12aF", "\\uffff", "\\uD83D"})
  void escapeWithDigits_hasSixBytes_allOfWhichMustBeThere(String escape) {
    assertEquals(6, length(escape));
    for (int to = 0; to < 6; to++) {
      assertEquals(0, length(escape + "0000", 0, to));
    }
    assertEquals(6, length(escape, 0, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\x", "\\U0041", "\\'", "\\0", "\\ug000", "\\u0g00", "\\u00g0", "\\u000g", "n"})
  void otherText_isNoEscape(String text) {
    assertEquals(0, length(text));
  }

  @ParameterizedTest
  @CsvSource({
    "\\b, 8",
    "\\f, c",
    "\\n, a",
    "\\r, d",
    "\\t, 9",
    "\\\\, 5c",
    "\\/, 2f",
    "\\u12aF, 12af",
    "\\uD83D, d83d",
    "\\u0000, 0",
    "\\uffff, ffff"
  })
  void escape_standsForItsUnit(String escape, String unit) {
    ByteBuffer json = ByteBuffer.wrap(("ab" + escape + "1").getBytes(UTF_8)).position(2);
    assertEquals(unit, Integer.toHexString(JsonEscapes.next(json)));
    assertEquals(1, json.remaining());
  }

  @Test
  void unescapedText_isThatOfItsEscapes_wherePairsAreHalvedToo() {
    List<Integer> codePoints =
        List.of(0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff);
    for (int codePoint : codePoints) {
      assertUnescaped(Character.toString(codePoint));
      assertUnescaped("before " + Character.toString(codePoint) + " behind");
    }
    for (String halves : List.of("\ud800", "\udbff", "\udc00", "\udfff", "\udc00\ud800")) {
      assertUnescaped(halves);
      assertUnescaped("before " + halves + " between " + halves);
      assertUnescaped(halves + "\ud83d\ude80" + halves);
      assertUnescaped(halves + "\n");
    }
  }

  /** Of both spellings of each: all units escaped, and only those that must be. */
  private static void assertUnescaped(String text) {
    StringBuilder all = new StringBuilder();
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      String escape = String.format("\\u%04x", (int) unit);
      all.append(escape);
      some.append(unit < ' ' || Character.isSurrogate(unit) ? escape : unit);
    }
    assertEquals(text, unescaped(all.toString()));
    assertEquals(text, unescaped(some.toString()));
  }

  private static String unescaped(String string) {
    byte[] json = ("[\"" + string + "\"]").getBytes(UTF_8);
    Unescaper unescaper = new Unescaper(json, new byte[json.length]);
    assertEquals(json.length - 2, unescaper.unescape(2, json.length));
    return unescaper.text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\n", "no end\\n", "\\x\"", "\\n\n\"", "\\ud83d\\u12\"", "\\"})
  void stringThatIsNotAsItShouldBe_hasNoEnd(String string) {
    byte[] json = string.getBytes(UTF_8);
    Unescaper unescaper = new Unescaper(json, new byte[json.length]);
    assertEquals(json.length, unescaper.unescape(0, json.length));
  }

  @Test
  void quoteBehindTheText_isNotTheStringsEnd() {
    byte[] json = "\\n...\"".getBytes(UTF_8);
    assertEquals(5, new Unescaper(json, new byte[json.length]).unescape(0, 5));
  }
}
