// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What comes of a text that the parser reads whole, and of the same text without long strings. */
final class TwoReadings {

  private final JsonCodec json = new JsonCodec();

  /** What is neither UTF-8 nor JSON may be refused as either. */
  void assertAlike(byte[] text) {
    if (StrictUtf8.matches(ByteBuffer.wrap(text))) {
      assertEquals(whole(text), shortened(text));
    } else {
      assertFalse(shortened(text).startsWith("read"));
    }
  }

  /**
   * As the other, whatever columns are told: of a name that has half of a surrogate pair and no
   * colon behind it, the parser names the pair and we the colon.
   */
  void assertAlikeButForColumns(byte[] text) {
    if (StrictUtf8.matches(ByteBuffer.wrap(text))) {
      assertEquals(withoutColumn(whole(text)), withoutColumn(shortened(text)));
    } else {
      assertAlike(text);
    }
  }

  private static String withoutColumn(String outcome) {
    return outcome.replaceFirst("^(not JSON at line \\d+), column \\d+$", "$1");
  }

  /** What comes of reading the text whole. */
  String whole(byte[] text) {
    return outcome(
        StrictUtf8.matches(ByteBuffer.wrap(text)),
        reader -> JsonCodec.reading(() -> json.parser(text, 0, text.length), reader));
  }

  /** What comes of reading it as is done, from the midst of another text. */
  String shortened(byte[] text) {
    byte[] source = new byte[text.length + 8];
    Arrays.fill(source, (byte) '"');
    System.arraycopy(text, 0, source, 3, text.length);
    try (ShortenedJson shortened = ShortenedJson.of(ByteBuffer.wrap(source, 3, text.length))) {
      return outcome(shortened.isUtf8(), reader -> json.reading(shortened, reader));
    }
  }

  private interface Reading {
    String by(JsonCodec.DocumentReader<String> reader) throws MalformedJsonException;
  }

  private static String outcome(boolean utf8, Reading reading) {
    if (!utf8) {
      return "not UTF-8";
    }
    try {
      return reading.by(
          (parser, tree) -> {
            String value = JsonSpelling.of(tree.value(), 0);
            tree.end();
            return (tree.sawDuplicate() ? "read, a member twice" : "read") + value;
          });
    } catch (MalformedJsonException refused) {
      return refused.getMessage();
    }
  }
}
