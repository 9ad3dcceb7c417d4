// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the operating system does with pages of memory. Every buffer is direct, begins at a page and
 * holds whole pages. Safe for use by many threads.
 */
interface Pages {

  /** The size of a page in bytes, a power of two. */
  int pageBytes();

  /**
   * Keeps the pages from being swapped out.
   *
   * @return why they are not, or empty when they are
   */
  Optional<String> lock(ByteBuffer pages);

  /** Takes the lock off pages that have one. */
  void unlock(ByteBuffer pages);

  /**
   * Leaves the pages out of core dumps.
   *
   * @return why they are not, or empty when they are
   */
  Optional<String> exclude(ByteBuffer pages);

  /** Lets pages that were left out into core dumps again. */
  void include(ByteBuffer pages);
}
