// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A text is read, or refused, as it is when the parser reads its long strings as well. */
class LongStringsPropertiesTest {

  private static final String[] PIECES = {
    "a",
    "the quick brown fox ",
    "\\n    ",
    "\\\"",
    "\\\\",
    "\\/\\b\\f\\r\\t",
    "\\u0000\\u0022\\u005C",
    "\\u007f\\u0080\\u07ff\\u0800\\ud7ff\\ue000",
    "\\u00e9\\u03C0\\uFFFD\\uffff",
    "\u007f",
    "größer als π, 東京 ",
    "\uD83D\uDE80",
    "\uFFFD",
    ",:{}[] ",
    "\\ud83d\\uDE80",
    "\\ud800\\udc00\\udbff\\udfff",
    "\\ud83d",
    "\\uDE80"
  };

  /** Jackson takes no escaped surrogates in names, of which these are the last four. */
  private static final int PIECES_OF_NAMES = PIECES.length - 4;

  private static final byte[] SPOILING =
      new byte[] {'"', '\\', 'u', 'x', '\n', 0, 0x1f, '{', ']', ',', ':', -1, (byte) 0xc0, -128};

  private final TwoReadings readings = new TwoReadings();

  @Property
  void anyText_isReadAsTheParserReadsIt(@ForAll long seed) {
    byte[] text = new Spelling(seed).utf8();
    assertTrue(readings.whole(text).startsWith("read"), () -> readings.whole(text));
    assertEquals(readings.whole(text), readings.shortened(text));
  }

  @Property
  void cutText_isRefusedAsTheParserRefusesIt(@ForAll long seed) {
    byte[] text = new Spelling(seed).utf8();
    byte[] cut = Arrays.copyOf(text, new Random(seed).nextInt(text.length));
    readings.assertAlike(cut);
  }

  @Property(tries = 3_000)
  void spoiltText_isReadOrRefusedAsByTheParser(@ForAll long seed) {
    byte[] text = new Spelling(seed).utf8();
    Random random = new Random(seed);
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      text[random.nextInt(text.length)] = SPOILING[random.nextInt(SPOILING.length)];
    }
    readings.assertAlikeButForColumns(text);
  }

  @Property
  void duplicates_areSeenBehindLongStrings(@ForAll long seed) {
    String text = new Spelling(seed).text();
    byte[] twice =
        ("{\"a\":" + text + ",\"b\":[{\"\\u0061\":" + text + ",\"a\":1}]}")
            .getBytes(StandardCharsets.UTF_8);
    assertTrue(readings.shortened(twice).startsWith("read, a member twice"));
  }

  @Test
  void stringsAroundTheLimit_ofEveryLength() {
    for (int length = ShortenedJson.LONGEST_KEPT - 20;
        length < ShortenedJson.LONGEST_KEPT + 600;
        length++) {
      for (String last : new String[] {"a", "\\n", "\\u00e9", "\\ud83d", "é"}) {
        byte[] text =
            ("[\"" + "x".repeat(length) + last + "\",\"\"]").getBytes(StandardCharsets.UTF_8);
        assertEquals(readings.whole(text), readings.shortened(text));
      }
    }
  }

  @Test
  void copies_areErased_andTheSourceIsUntouched() {
    byte[] text =
        ("[\"kept\",\"" + "long \\n".repeat(1000) + "\"]").getBytes(StandardCharsets.UTF_8);
    byte[] source = text.clone();
    ShortenedJson shortened = ShortenedJson.of(ByteBuffer.wrap(source));
    assertEquals(2, shortened.copies().size(), "for the parser, and for unescaping");
    shortened.copies().forEach(copy -> assertNotEquals(0, copy[0]));
    shortened.close();
    assertArrayEquals(text, source);
    shortened.copies().forEach(copy -> assertArrayEquals(new byte[copy.length], copy));
  }

  /** A document in which strings of all sizes, and white space, stand where they may. */
  private static final class Spelling {

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int names;

    Spelling(long seed) {
      this.random = new Random(seed);
      object(3);
    }

    String text() {
      return text.toString();
    }

    byte[] utf8() {
      return text().getBytes(StandardCharsets.UTF_8);
    }

    private void object(int depth) {
      text.append('{');
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append(space());
        string("name" + names++, PIECES_OF_NAMES);
        text.append(space()).append(':');
        value(depth - 1);
        text.append(i > 1 ? "," : "");
      }
      text.append('}');
    }

    private void value(int depth) {
      text.append(space());
      switch (depth > 0 ? random.nextInt(6) : 2 + random.nextInt(4)) {
        case 0 -> object(depth);
        case 1 -> {
          text.append('[');
          value(depth - 1);
          text.append(',');
          value(depth - 1);
          text.append(']');
        }
        case 2 -> text.append("-1.5e3");
        default -> string("", PIECES.length);
      }
      text.append(space());
    }

    private void string(String start, int pieces) {
      int[] sizes = {0, 3, 250, 256, 257, 300, 520, 9_000};
      int size = sizes[random.nextInt(sizes.length)];
      String usual = PIECES[random.nextInt(pieces)];
      text.append('"').append(start);
      int from = text.length();
      while (text.length() - from < size) {
        text.append(random.nextBoolean() ? usual : PIECES[random.nextInt(pieces)]);
      }
      text.append('"');
    }

    private String space() {
      return random.nextInt(4) > 0 ? "" : " \t\r\n".substring(random.nextInt(5));
    }
  }
}
