package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a long JSON string. What stands between its escapes is copied as it is, so that all
 * of it is decoded in one go.
 */
final class UnescapedText {

  private final byte[] utf8;
  private int used;

  /** What was unescaped up to the last half of a surrogate pair, which has no UTF-8. */
  private @Nullable StringBuilder before;

  private UnescapedText(int mostBytes) {
    utf8 = new byte[mostBytes];
  }

  /**
   * Unescapes a string.
   *
   * @param json what is between the quotes; its escapes are as they should be. Bytes that are no
   *     UTF-8 become U+FFFD
   */
  static String of(byte[] json, int from, int to) {
    UnescapedText text = new UnescapedText(to - from);
    try {
      text.append(json, from, to);
      return text.text();
    } finally {
      Arrays.fill(text.utf8, (byte) 0);
    }
  }

  private void append(byte[] json, int from, int to) {
    ByteBuffer escapes = ByteBuffer.wrap(json, 0, to);
    for (int at = from; at < to; at = escapes.position()) {
      int escape = StringScan.copyUpToNext(json, at, to, utf8, used);
      used += escape - at;
      escapes.position(escape);
      if (escape < to) {
        append(codePoint(escapes));
      }
    }
  }

  /** Of one escape, or of two that are a surrogate pair. */
  private static int codePoint(ByteBuffer escapes) {
    char unit = JsonEscapes.next(escapes);
    int behind = escapes.position();
    if (Character.isHighSurrogate(unit) && escapes.hasRemaining() && escapes.get(behind) == '\\') {
      char low = JsonEscapes.next(escapes);
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(unit, low);
      }
      escapes.position(behind);
    }
    return unit;
  }

  private void append(int codePoint) {
    if (codePoint < 0x80) {
      put(codePoint);
    } else if (codePoint < 0x800) {
      put(0xc0 | codePoint >> 6);
      putLowest(codePoint);
    } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      before = (before == null ? new StringBuilder() : before).append(decoded());
      before.append((char) codePoint);
      used = 0;
    } else if (codePoint < 0x10000) {
      put(0xe0 | codePoint >> 12);
      putLowest(codePoint >> 6);
      putLowest(codePoint);
    } else {
      put(0xf0 | codePoint >> 18);
      putLowest(codePoint >> 12);
      putLowest(codePoint >> 6);
      putLowest(codePoint);
    }
  }

  private void putLowest(int bits) {
    put(0x80 | bits & 0x3f);
  }

  private void put(int unit) {
    utf8[used++] = (byte) unit;
  }

  private String text() {
    return before == null ? decoded() : before.append(decoded()).toString();
  }

  private String decoded() {
    return new String(utf8, 0, used, UTF_8);
  }
}
