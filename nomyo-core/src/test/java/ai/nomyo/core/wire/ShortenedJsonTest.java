// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortenedJsonTest {

  private static final String LONGEST = "x".repeat(ShortenedJson.LONGEST_KEPT);
  private static final String LONG = LONGEST + "x";

  private final TwoReadings readings = new TwoReadings();

  /** What the parser gets to read of a text that has other text around it. */
  private static String kept(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    try (ShortenedJson shortened = ShortenedJson.of(amid(utf8, (byte) '"'))) {
      List<byte[]> copies = shortened.copies();
      boolean shorter = shortened.longStrings().areLeft();
      return shorter ? new String(copies.get(copies.size() - 1), UTF_8) : text;
    }
  }

  /** A slice, so that neither the array nor the buffer begins where the text does. */
  private static ByteBuffer amid(byte[] text, byte around) {
    byte[] source = new byte[text.length + 12];
    Arrays.fill(source, around);
    System.arraycopy(text, 0, source, 5, text.length);
    return ByteBuffer.wrap(source, 2, source.length - 2).slice().position(3).limit(3 + text.length);
  }

  private void assertReadAlike(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    assertTrue(readings.whole(utf8).startsWith("read"), () -> readings.whole(utf8));
    assertEquals(readings.whole(utf8), readings.shortened(utf8));
  }

  private void assertRefusedAlike(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    assertTrue(readings.whole(utf8).startsWith("not JSON"), () -> readings.whole(utf8));
    assertEquals(readings.whole(utf8), readings.shortened(utf8));
  }

  @Test
  void longStrings_areLeftOut_andNoOthers() {
    assertEquals("[\"\",1]", kept("[\"" + LONG + "\",1]"));
    assertEquals("[\"" + LONGEST + "\",1]", kept("[\"" + LONGEST + "\",1]"));
    assertEquals("{\"a\":\"\",\"b\":\"b\"}", kept("{\"a\":\"" + LONG + "\",\"b\":\"b\"}"));
    assertReadAlike("{\"a\":\"" + LONG + "\",\"b\":[\"b\",\"" + LONG + "\",\"" + LONGEST + "\"]}");
  }

  /** The limit is one of bytes as they stand there. */
  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\u00e9", "\\ud83d\\ude80", "é"})
  void longStringsWithEscapes_areLeftOut_andNoOthers(String piece) {
    int rest = ShortenedJson.LONGEST_KEPT - piece.getBytes(UTF_8).length;
    String longest = piece + "x".repeat(rest);
    assertEquals("[\"" + longest + "\"]", kept("[\"" + longest + "\"]"));
    String longestAtTheEnd = "x".repeat(rest) + piece;
    assertEquals("[\"" + longestAtTheEnd + "\"]", kept("[\"" + longestAtTheEnd + "\"]"));
    for (String tooLong : List.of(longest + "x", "x" + longestAtTheEnd, longest + piece)) {
      assertEquals("[\"\",\"é\"]", kept("[\"" + tooLong + "\",\"é\"]"));
      assertReadAlike("[\"" + tooLong + "\",\"é\",\"" + tooLong + tooLong + "\"]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\r\n", " \n  "})
  void namesOfMembers_areAlwaysKept(String space) {
    for (String name : List.of(LONG, LONG + "\\n")) {
      String text = "{\"" + name + "\"" + space + ":1}";
      assertEquals(text, kept(text));
      assertReadAlike(text);
      assertEquals("[\"\"" + space + "]", kept("[\"" + name + "\"" + space + "]"));
    }
  }

  @Test
  void duplicates_areSeen() {
    assertReadAlike("{\"a\":\"" + LONG + "\",\"a\":\"" + LONG + "\"}");
    byte[] twice = ("{\"a\":\"" + LONG + "\",\"a\":1}").getBytes(UTF_8);
    assertTrue(readings.shortened(twice).startsWith("read, a member twice"));
  }

  @Test
  void stringsThatAreNotAsTheyShouldBe_areTheParsersToRefuse() {
    for (String string : List.of(LONG, LONG + "\\n", "\\n" + LONG, LONG + "\\n".repeat(300))) {
      assertRefusedAlike("[\"" + string);
      assertRefusedAlike("[\"" + string + "\\");
      assertRefusedAlike("[\"" + string + "\\x\"]");
      assertRefusedAlike("[\"" + string + "\n\"]");
      assertRefusedAlike("[\"" + string + "\\u12\"]");
      assertRefusedAlike("[\"" + string + "\\u12g4\"]");
      assertRefusedAlike("[\"" + string + "\"");
      assertRefusedAlike("{\"" + string + "\"");
    }
  }

  @Test
  void columns_areThoseOfTheWholeText() {
    String cut = "\"" + LONG + "\"";
    String unescaped = "\"\\n" + LONG + "\"";
    for (String before : List.of(cut, unescaped, cut + "," + unescaped, "1")) {
      for (String line : List.of("", " ", "\n", "1,\n", cut + ",\n ", "\n" + cut + ",")) {
        assertRefusedAlike("[" + line + before + ",x," + cut + "]");
        assertRefusedAlike("[" + line + before + "\n,x," + cut + "]");
        assertRefusedAlike("[" + line + before + "x]");
        assertRefusedAlike("[x," + line + before + "]");
      }
    }
    assertEquals(
        "not JSON at line 1, column 262", readings.shortened(("[" + cut + ",x]").getBytes(UTF_8)));
  }

  @Test
  void utf8_isThatOfTheText_withAndWithoutLongStrings() {
    for (String string : List.of("é", LONG, LONG + "é")) {
      String hex = HexFormat.of().formatHex(("[\"" + string + "\",\"").getBytes(UTF_8));
      byte[] good = HexFormat.of().parseHex(hex + "c3a9225d");
      byte[] bad = HexFormat.of().parseHex(hex + "c3225d");
      assertTrue(ShortenedJson.of(amid(good, (byte) -1)).isUtf8());
      assertFalse(ShortenedJson.of(amid(bad, (byte) -1)).isUtf8());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c3", "c080", "eda080", "f4908080", "ff"})
  void longStringThatIsNotUtf8_isRefused(String hex) {
    String open = HexFormat.of().formatHex(("[\"" + LONG).getBytes(UTF_8));
    for (String escape : List.of("", "5c6e")) {
      byte[] text = HexFormat.of().parseHex(open + hex + escape + "225d");
      assertEquals("not JSON", readings.shortened(text));
    }
  }

  /** Decoding would put it in the place of what is not UTF-8, too. */
  @Test
  void replacementCharacter_isACharacterLikeOthers() {
    assertReadAlike("[\"" + LONG + "\uFFFD\",\"\uFFFD\",\"" + LONG + "\\n\\uFFFD\uFFFD\"]");
  }

  @Test
  void copies_areErased_andTheSourceIsUntouched() {
    byte[] text = ("[\"kept\",\"" + "long \\n".repeat(1000) + "\"]").getBytes(UTF_8);
    byte[] source = text.clone();
    ShortenedJson shortened = ShortenedJson.of(ByteBuffer.wrap(source));
    List<byte[]> copies = shortened.copies();
    assertEquals(2, copies.size(), "for the parser, and for unescaping");
    copies.forEach(copy -> assertNotEquals(0, copy[0]));
    shortened.close();
    assertArrayEquals(text, source);
    copies.forEach(copy -> assertArrayEquals(new byte[copy.length], copy));
  }
}
