// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through the bytes of a JSON string for those that do not stand for themselves: quote,
 * backslash and control characters. Eight are compared at once, and in long strings blocks of them
 * without a branch between, which the JVM compiles to vector instructions.
 */
final class StringScan {

  private static final int WORD = Long.BYTES;
  private static final int BLOCK = 256;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BACKSLASHES = ONES * '\\';

  /** Turns a quote (0x22) into 0x20 and keeps the control characters below that. */
  private static final long QUOTE_TO_SPACE = ONES * ('"' ^ ' ');

  private static final long BEHIND_SPACES = ONES * (' ' + 1);

  private StringScan() {}

  /**
   * The index of the first such byte.
   *
   * @param to what is returned when there is none
   */
  static int next(byte[] utf8, int from, int to) {
    int near = Math.min(to - from, BLOCK) + from;
    int at = inWords(utf8, from, near);
    return at < near || near == to ? at : inWords(utf8, skipBlocks(utf8, near, to), to);
  }

  private static int skipBlocks(byte[] utf8, int from, int to) {
    int at = from;
    while (to - at >= BLOCK && (marks(utf8, at) & HIGH_BITS) == 0) {
      at += BLOCK;
    }
    return at;
  }

  private static long marks(byte[] utf8, int block) {
    long marks = 0;
    for (int i = 0; i < BLOCK; i += WORD) {
      marks |= marks((long) WORDS.get(utf8, block + i));
    }
    return marks;
  }

  private static int inWords(byte[] utf8, int from, int to) {
    int at = from;
    for (; to - at >= WORD; at += WORD) {
      long marks = marks((long) WORDS.get(utf8, at)) & HIGH_BITS;
      if (marks != 0) {
        return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
      }
    }
    while (at < to && !isMarked(utf8[at])) {
      at++;
    }
    return at;
  }

  /**
   * As {@link #next}, for strings of which much is to be found: what is passed is copied.
   *
   * @param target has as much room from its index as there is from {@code from} to {@code to}
   */
  static int copyUpToNext(byte[] utf8, int from, int to, byte[] target, int targetFrom) {
    int shift = targetFrom - from;
    int at = from;
    for (; to - at >= WORD; at += WORD) {
      long word = (long) WORDS.get(utf8, at);
      WORDS.set(target, at + shift, word);
      long marks = marks(word) & HIGH_BITS;
      if (marks != 0) {
        return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
      }
    }
    for (; at < to && !isMarked(utf8[at]); at++) {
      target[at + shift] = utf8[at];
    }
    return at;
  }

  private static boolean isMarked(byte unit) {
    return (marks(unit & 0xff) & 0x80) != 0;
  }

  /**
   * The high bit of a byte is set if it is one of those; borrowing may set it in bytes above one
   * that is, never below.
   */
  private static long marks(long word) {
    return ((word ^ QUOTE_TO_SPACE) - BEHIND_SPACES | (word ^ BACKSLASHES) - ONES) & ~word;
  }
}
