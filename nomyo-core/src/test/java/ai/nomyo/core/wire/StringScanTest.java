// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of every byte, at every place within a word, and beside every edge of a block. */
class StringScanTest {

  private static final byte[] ORDINARY = {'a', ' ', '!', '#', '[', ']', 0x7f, (byte) 0x80, -1};

  /**
   * Whatever stands before and behind the bytes that are looked through is none of its business.
   */
  private static final int AROUND = 3;

  private static IntStream lengths() {
    return IntStream.of(0, 1, 7, 8, 9, 15, 16, 40, 255, 256, 257, 264, 511, 512, 513, 520, 800);
  }

  private static byte[] ordinary(int length) {
    byte[] bytes = new byte[length + 2 * AROUND];
    Arrays.fill(bytes, (byte) '"');
    for (int i = 0; i < length; i++) {
      bytes[AROUND + i] = ORDINARY[i % ORDINARY.length];
    }
    return bytes;
  }

  private static void assertFound(int expected, byte[] bytes, int length) {
    int from = AROUND;
    int to = from + length;
    assertEquals(expected, StringScan.next(bytes, from, to));
    byte[] target = new byte[length];
    assertEquals(expected, StringScan.copyUpToNext(bytes, from, to, target, 0));
    assertArrayEquals(
        Arrays.copyOfRange(bytes, from, expected), Arrays.copyOf(target, expected - from));
  }

  @Test
  void whereThereIsNone_theEndIsFound() {
    lengths().forEach(length -> assertFound(AROUND + length, ordinary(length), length));
  }

  @Test
  void whereNothingStandsBehind_theEndIsFound() {
    lengths()
        .forEach(
            length -> {
              byte[] bytes = new byte[length];
              Arrays.fill(bytes, (byte) 'x');
              assertEquals(length, StringScan.next(bytes, 0, length));
            });
  }

  @Test
  void theFirstOne_isFoundAtEveryPlace() {
    lengths()
        .forEach(
            length -> {
              for (int at = AROUND; at < AROUND + length; at++) {
                byte[] bytes = ordinary(length);
                bytes[at] = '\\';
                assertFound(at, bytes, length);
                Arrays.fill(bytes, at, bytes.length, (byte) '\n');
                assertFound(at, bytes, length);
              }
            });
  }

  @Test
  void everyByte_isOneOrIsNot() {
    for (int unit = 0; unit < 256; unit++) {
      for (int at = 0; at < 11; at++) {
        byte[] bytes = ordinary(11);
        bytes[AROUND + at] = (byte) unit;
        boolean special = unit < 0x20 || unit == '"' || unit == '\\';
        assertFound(special ? AROUND + at : AROUND + 11, bytes, 11);
      }
    }
  }

  @Test
  void copy_goesWhereItIsToGo_andNoFurtherThanTheRoom() {
    byte[] bytes = ordinary(100);
    byte[] target = new byte[20 + 100 + 5];
    assertEquals(AROUND + 100, StringScan.copyUpToNext(bytes, AROUND, AROUND + 100, target, 20));
    byte[] expected = new byte[target.length];
    System.arraycopy(bytes, AROUND, expected, 20, 100);
    assertArrayEquals(expected, target);
  }
}
