// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding in exactly one spelling: RFC 3986 unreserved characters and {@code /} stay. */
final class PercentEncoding {

  private static final String UNRESERVED_MARKS = "-._~/";

  private PercentEncoding() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (stays(b)) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b));
      }
    }
    return encoded.toString();
  }

  private static boolean stays(byte b) {
    return b > ' ' && (isAsciiLetterOrDigit((char) b) || UNRESERVED_MARKS.indexOf(b) >= 0);
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  /** Reads exactly what {@link #encode} writes. */
  static String decode(String name, String encoded) throws Refusal {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%' && i + 2 < encoded.length()) {
        bytes.write(hex(encoded.charAt(i + 1)) << 4 | hex(encoded.charAt(i + 2)));
        i += 2;
      } else {
        bytes.write(encoded.charAt(i));
      }
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    if (!encode(text).equals(encoded)) {
      throw Refusal.mistake(
          name + " is not percent-encoded as RFC 3986 unreserved characters and /");
    }
    return text;
  }

  /** Junk becomes a digit that the comparison with the right spelling does not survive. */
  private static int hex(char digit) {
    return Math.max(0, Character.digit(digit, 16));
  }
}
