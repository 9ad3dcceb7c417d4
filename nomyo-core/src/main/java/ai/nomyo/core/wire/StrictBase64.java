// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 in exactly one form (RFC 4648, section 4): padding required, unused bits zero, no white
 * space. The JDK's decoder checks the alphabet but neither of the first two.
 */
final class StrictBase64 {

  private static final int QUANTUM_CHARS = 4;
  private static final int QUANTUM_BYTES = 3;

  /** Small enough for the cache, so that decoding needs no second array of full size. */
  private static final int WINDOW_CHARS = 64 * 1024;

  private static final int WINDOW_BYTES = WINDOW_CHARS / QUANTUM_CHARS * QUANTUM_BYTES;

  private StrictBase64() {}

  static byte[] decode(String text) throws MalformedPackageException {
    byte[] chars = text.getBytes(StandardCharsets.ISO_8859_1);
    return decode(ByteBuffer.wrap(chars), 0);
  }

  /**
   * Decodes a heap buffer from its position to its limit.
   *
   * @param spareBytes how many zero bytes to leave behind the decoded ones
   */
  static byte[] decode(ByteBuffer chars, int spareBytes) throws MalformedPackageException {
    int padding = padding(chars);
    int size = chars.remaining() / QUANTUM_CHARS * QUANTUM_BYTES - padding;
    byte[] bytes = new byte[Math.addExact(size, spareBytes)];
    decodeInWindows(chars.duplicate(), ByteBuffer.wrap(bytes, 0, size));
    checkUnusedBits(chars, bytes, size, padding);
    return bytes;
  }

  private static int padding(ByteBuffer chars) throws MalformedPackageException {
    int length = chars.remaining();
    if (length % QUANTUM_CHARS != 0) {
      throw notBase64();
    }
    int padding = 0;
    while (padding < 2 && padding < length && chars.get(chars.limit() - 1 - padding) == '=') {
      padding++;
    }
    return padding;
  }

  private static void decodeInWindows(ByteBuffer chars, ByteBuffer target)
      throws MalformedPackageException {
    byte[] window = {};
    byte[] decoded = new byte[Math.min(target.remaining(), WINDOW_BYTES)];
    while (chars.hasRemaining()) {
      int count = Math.min(chars.remaining(), WINDOW_CHARS);
      window = count == window.length ? window : new byte[count];
      chars.get(window);
      int expected = Math.min(count / QUANTUM_CHARS * QUANTUM_BYTES, target.remaining());
      if (decode(window, decoded) != expected) {
        throw notBase64();
      }
      target.put(decoded, 0, expected);
    }
  }

  private static int decode(byte[] window, byte[] decoded) throws MalformedPackageException {
    try {
      return Base64.getDecoder().decode(window, decoded);
    } catch (IllegalArgumentException junk) {
      throw notBase64();
    }
  }

  private static void checkUnusedBits(ByteBuffer chars, byte[] bytes, int size, int padding)
      throws MalformedPackageException {
    if (padding > 0) {
      byte[] last = Arrays.copyOfRange(bytes, size - (QUANTUM_BYTES - padding), size);
      ByteBuffer canonical = ByteBuffer.wrap(Base64.getEncoder().encode(last));
      if (!canonical.equals(chars.duplicate().position(chars.limit() - QUANTUM_CHARS))) {
        throw notBase64();
      }
    }
  }

  private static MalformedPackageException notBase64() {
    return new MalformedPackageException("a member is not base64");
  }
}
