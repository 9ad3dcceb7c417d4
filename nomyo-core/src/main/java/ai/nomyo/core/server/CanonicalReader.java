// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Reads a text as it is whoever quotes it: escapes are undone, and backslashes, white space,
 * control and format characters are left out. Nothing is copied.
 */
final class CanonicalReader {

  static final int END = -1;

  private final CharSequence text;
  private int at;
  private boolean over;

  CanonicalReader(CharSequence text) {
    this.text = text;
  }

  /** The next code point, or {@link #END}. */
  int read() {
    while (at < text.length()) {
      int codePoint = codePoint();
      if (isKept(codePoint)) {
        return codePoint;
      }
    }
    over = true;
    return END;
  }

  /** Whether the end was read. */
  boolean isOver() {
    return over;
  }

  private int codePoint() {
    char high = unit();
    int behind = at;
    if (Character.isHighSurrogate(high) && at < text.length()) {
      char low = unit();
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(high, low);
      }
      at = behind;
    }
    return high;
  }

  private char unit() {
    char unit = text.charAt(at++);
    return unit == '\\' ? escaped() : unit;
  }

  /** What was quoted may be quoted again, so any number of backslashes is like one. */
  private char escaped() {
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    if (at == text.length()) {
      return '\\';
    }
    char escape = text.charAt(at++);
    return switch (escape) {
      case '0', 'a', 'b', 'f', 'n', 'r', 't', 'v' -> '\0';
      case 'u' -> unit(escape, 4);
      case 'x' -> unit(escape, 2);
      default -> escape;
    };
  }

  private char unit(char escape, int digits) {
    int end = at + digits;
    if (end > text.length() || !IntStream.range(at, end).allMatch(this::isHexDigit)) {
      return escape;
    }
    int unit = HexFormat.fromHexDigits(text, at, end);
    at = end;
    return (char) unit;
  }

  private boolean isHexDigit(int index) {
    return HexFormat.isHexDigit(text.charAt(index));
  }

  private static boolean isKept(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> codePoint != '\\';
    };
  }
}
