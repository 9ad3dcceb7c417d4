// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Unescapes long JSON strings. What stands between the escapes is copied as it is, so that a whole
 * text is decoded in one go. For one thread.
 */
final class Unescaper {

  private final byte[] json;
  private final byte[] utf8;
  private int used;

  /** What was unescaped up to the last half of a surrogate pair, which has no UTF-8. */
  private @Nullable StringBuilder before;

  /**
   * For the strings of a text.
   *
   * @param room as long as the longest of them; the caller erases it
   */
  Unescaper(byte[] json, byte[] room) {
    this.json = json;
    this.utf8 = room;
  }

  /**
   * Unescapes one.
   *
   * @param from behind its opening quote
   * @return the index of its closing quote, or {@code to} if the string is not as it should be
   */
  int unescape(int from, int to) {
    used = 0;
    before = null;
    ByteBuffer escapes = ByteBuffer.wrap(json, 0, to);
    int at = from;
    while (true) {
      int special = StringScan.copyUpToNext(json, at, to, utf8, used);
      used += special - at;
      if (special < to && json[special] == '"') {
        return special;
      }
      if (JsonEscapes.length(json, special, to) == 0) {
        return to;
      }
      append(codePoint(escapes.position(special)));
      at = escapes.position();
    }
  }

  /** Of one escape, or of two that are a surrogate pair. */
  private int codePoint(ByteBuffer escapes) {
    char unit = JsonEscapes.next(escapes);
    int behind = escapes.position();
    if (Character.isHighSurrogate(unit) && JsonEscapes.length(json, behind, escapes.limit()) > 0) {
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

  /** What was unescaped last; bytes that are no UTF-8 became U+FFFD. */
  String text() {
    return before == null ? decoded() : before.append(decoded()).toString();
  }

  private String decoded() {
    return new String(utf8, 0, used, UTF_8);
  }
}
