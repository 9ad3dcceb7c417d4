// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Blocks that wait for their next secret, up to a number of bytes. Its lock is held for as long as
 * a list takes, never while the system is asked. Safe for use by many threads.
 */
final class IdleBlocks {

  private final ReentrantLock lock = new ReentrantLock();

  /** By size, the size that was used longest ago first. */
  private final Map<Integer, Deque<Block>> bySize = new LinkedHashMap<>(16, 0.75f, true);

  private final long mostBytes;
  private long bytes;
  private boolean closed;

  IdleBlocks(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  Optional<Block> take(int sizeBytes) {
    lock.lock();
    try {
      Block block = ofSize(sizeBytes).pollFirst();
      if (block != null) {
        bytes -= sizeBytes;
      }
      return Optional.ofNullable(block);
    } finally {
      lock.unlock();
    }
  }

  private Deque<Block> ofSize(int sizeBytes) {
    return bySize.computeIfAbsent(sizeBytes, size -> new ArrayDeque<>());
  }

  /**
   * Keeps a block.
   *
   * @return what is too much now, which may be that block; the caller lets go of it
   */
  List<Block> keep(Block block) {
    lock.lock();
    try {
      ofSize(block.sizeBytes()).addFirst(block);
      bytes += block.sizeBytes();
      return over(closed ? 0 : mostBytes);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps nothing any more. The caller lets go of what was kept. */
  List<Block> close() {
    lock.lock();
    try {
      closed = true;
      return over(0);
    } finally {
      lock.unlock();
    }
  }

  /** All blocks, if as many bytes of them are locked; the caller lets go of them. */
  List<Block> drainIfLocked(int sizeBytes) {
    lock.lock();
    try {
      return lockedBytes() >= sizeBytes ? over(0) : List.of();
    } finally {
      lock.unlock();
    }
  }

  private long lockedBytes() {
    return bySize.values().stream().flatMap(Deque::stream).mapToLong(Block::lockedBytes).sum();
  }

  private List<Block> over(long allowedBytes) {
    List<Block> over = new ArrayList<>();
    Iterator<Deque<Block>> oldest = bySize.values().iterator();
    while (bytes > allowedBytes) {
      Deque<Block> blocks = oldest.next();
      while (bytes > allowedBytes && !blocks.isEmpty()) {
        Block block = blocks.removeLast();
        bytes -= block.sizeBytes();
        over.add(block);
      }
    }
    return over;
  }
}
