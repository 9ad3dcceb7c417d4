// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The escapes of JSON strings (RFC 8259, section 7). */
final class JsonEscapes {

  private static final int SHORT_BYTES = 2;
  private static final int UNICODE_BYTES = 6;

  private JsonEscapes() {}

  /**
   * The UTF-16 unit that an escape stands for.
   *
   * @param escaped stands on the backslash of an escape that is as it should be, afterwards behind
   *     it
   */
  static char next(ByteBuffer escaped) {
    escaped.get();
    char escape = (char) escaped.get();
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> utf16Unit(escaped);
      default -> escape;
    };
  }

  private static char utf16Unit(ByteBuffer digits) {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | HexFormat.fromHexDigit(digits.get());
    }
    return (char) unit;
  }

  /**
   * How many bytes the escape takes that starts at an index.
   *
   * @return 0 if none does
   */
  static int length(byte[] utf8, int at, int to) {
    if (to - at < SHORT_BYTES || utf8[at] != '\\') {
      return 0;
    }
    return switch (utf8[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> SHORT_BYTES;
      case 'u' -> hasDigits(utf8, at + SHORT_BYTES, to) ? UNICODE_BYTES : 0;
      default -> 0;
    };
  }

  private static boolean hasDigits(byte[] utf8, int from, int to) {
    boolean digits = to - from >= UNICODE_BYTES - SHORT_BYTES;
    for (int i = 0; digits && i < UNICODE_BYTES - SHORT_BYTES; i++) {
      digits = HexFormat.isHexDigit(utf8[from + i]);
    }
    return digits;
  }
}
