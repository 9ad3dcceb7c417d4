// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;

/** Tells UTF-8 (RFC 3629) from other bytes. */
final class StrictUtf8 {

  private static final int MOST_CHARS_AT_A_TIME = 4096;

  private StrictUtf8() {}

  /**
   * Whether bytes are UTF-8: no overlong spelling, no surrogates, nothing beyond U+10FFFF.
   *
   * @param bytes from the position to the limit, consumed; what is decoded is erased at once
   */
  static boolean matches(ByteBuffer bytes) {
    CharBuffer decoded = CharBuffer.allocate(Math.min(bytes.remaining(), MOST_CHARS_AT_A_TIME));
    CharsetDecoder decoder = UTF_8.newDecoder();
    CoderResult result;
    do {
      result = decoder.decode(bytes, decoded.clear(), true);
    } while (result.isOverflow());
    Arrays.fill(decoded.array(), '\0');
    return result.isUnderflow();
  }
}
