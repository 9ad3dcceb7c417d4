// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

/** The sizes that blocks come in, few enough that a block fits the next secret. */
final class SizeClass {

  /** Between a power of two and the next: 48 KiB and 10 MiB fit exactly, a quarter is wasted. */
  private static final int STEPS = 4;

  private SizeClass() {}

  /**
   * The smallest of those sizes that holds a secret; whole pages.
   *
   * @param sizeBytes 0 or more
   * @param pageBytes a power of two
   */
  static int of(int sizeBytes, int pageBytes) {
    long step = Math.max(pageBytes, Integer.highestOneBit(Math.max(sizeBytes - 1, 1)) / STEPS);
    long rounded = (Math.max(sizeBytes, 1) + step - 1) / step * step;
    return (int) Math.min(rounded, Integer.MAX_VALUE - 2L * pageBytes + 1);
  }
}
