// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Whole pages outside the heap, for one secret at a time. No page is shared with another block, so
 * unlocking one leaves its neighbours locked.
 *
 * <p>The memory is the JVM's and is never unmapped here: it goes back when the last buffer that
 * could touch it is unreachable. Changed by one thread at a time, looked at by any.
 */
final class Block {

  private final Pages system;
  private final ByteBuffer pages;
  private volatile int usedBytes;
  private volatile boolean locked;
  private volatile boolean excluded;

  /**
   * Zeroed memory.
   *
   * @param sizeBytes whole pages
   */
  Block(int sizeBytes, Pages system) {
    int page = system.pageBytes();
    this.system = system;
    this.pages = ByteBuffer.allocateDirect(sizeBytes + page - 1).alignedSlice(page);
  }

  int sizeBytes() {
    return pages.capacity();
  }

  int usedBytes() {
    return usedBytes;
  }

  long lockedBytes() {
    return locked ? sizeBytes() : 0;
  }

  long excludedBytes() {
    return excluded ? sizeBytes() : 0;
  }

  /** Lends its first bytes, until they are given back. */
  ByteBuffer lend(int sizeBytes) {
    usedBytes = sizeBytes;
    return pages.slice(0, sizeBytes);
  }

  /** Takes back what was lent, zeroed. */
  void takeBack() {
    usedBytes = 0;
  }

  /** Zeroes what was lent and never given back. */
  void erase() {
    new SecretBytes(pages, this::takeBack).close();
  }

  /** Locks the block unless it is; otherwise as {@link Pages#lock}. */
  Optional<String> lock() {
    Optional<String> refused = locked ? Optional.empty() : system.lock(pages);
    locked = refused.isEmpty();
    return refused;
  }

  /** Leaves the block out of core dumps unless it is; otherwise as {@link Pages#exclude}. */
  Optional<String> exclude() {
    Optional<String> refused = excluded ? Optional.empty() : system.exclude(pages);
    excluded = refused.isEmpty();
    return refused;
  }

  /** Makes it ordinary memory again. */
  void unprotect() {
    if (locked) {
      system.unlock(pages);
      locked = false;
    }
    if (excluded) {
      system.include(pages);
      excluded = false;
    }
  }
}
