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
      int escape = StringScan.next(json, at, to);
      System.arraycopy(json, at, utf8, used, escape - at);
      used += escape - at;
      escapes.position(escape);
      if (escape < to) {
        append(JsonEscapes.next(escapes));
      }
    }
  }

  private void append(char unit) {
    if (unit < 0x80) {
      utf8[used++] = (byte) unit;
    } else if (unit < 0x800) {
      utf8[used++] = (byte) (0xc0 | unit >> 6);
      utf8[used++] = (byte) (0x80 | unit & 0x3f);
    } else if (Character.isSurrogate(unit)) {
      before = (before == null ? new StringBuilder() : before).append(decoded()).append(unit);
      used = 0;
    } else {
      utf8[used++] = (byte) (0xe0 | unit >> 12);
      utf8[used++] = (byte) (0x80 | unit >> 6 & 0x3f);
      utf8[used++] = (byte) (0x80 | unit & 0x3f);
    }
  }

  private String text() {
    return before == null ? decoded() : before.append(decoded()).toString();
  }

  private String decoded() {
    return new String(utf8, 0, used, UTF_8);
  }
}
