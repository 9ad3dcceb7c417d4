// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding that leaves the unreserved characters of RFC 3986 and the slash alone: what
 * {@code X-Public-Key} wants, and {@code java.net.URLEncoder} does not do.
 */
final class PercentEncoding {

  private static final String HEX = "0123456789ABCDEF";
  private static final String PUNCTUATION = "-._~/";

  private PercentEncoding() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 128);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isKept(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
    return encoded.toString();
  }

  private static boolean isKept(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || PUNCTUATION.indexOf(b) >= 0;
  }
}
