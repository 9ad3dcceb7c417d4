// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A system with a limit of its own, which notices what a real one would not. */
final class FakePages implements Pages {

  static final int PAGE_BYTES = 4096;

  private final long limitBytes;
  private final Map<Long, Integer> locked = new ConcurrentHashMap<>();
  private final Map<Long, Integer> excluded = new ConcurrentHashMap<>();

  FakePages(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  long lockedBytes() {
    return sum(locked);
  }

  long excludedBytes() {
    return sum(excluded);
  }

  private static long sum(Map<Long, Integer> pages) {
    return pages.values().stream().mapToLong(size -> size).sum();
  }

  @Override
  public int pageBytes() {
    return PAGE_BYTES;
  }

  @Override
  public synchronized Optional<String> lock(ByteBuffer pages) {
    if (lockedBytes() + pages.capacity() > limitBytes) {
      return Optional.of("too much");
    }
    put(locked, pages);
    return Optional.empty();
  }

  @Override
  public void unlock(ByteBuffer pages) {
    remove(locked, pages);
  }

  @Override
  public Optional<String> exclude(ByteBuffer pages) {
    put(excluded, pages);
    return Optional.empty();
  }

  @Override
  public void include(ByteBuffer pages) {
    remove(excluded, pages);
  }

  private static void put(Map<Long, Integer> map, ByteBuffer pages) {
    long address = address(pages);
    if (address % PAGE_BYTES != 0 || pages.capacity() % PAGE_BYTES != 0) {
      throw new AssertionError("no whole pages");
    }
    if (map.put(address, pages.capacity()) != null) {
      throw new AssertionError("twice");
    }
  }

  private static void remove(Map<Long, Integer> map, ByteBuffer pages) {
    if (!map.remove(address(pages), pages.capacity())) {
      throw new AssertionError("never was");
    }
  }

  private static long address(ByteBuffer pages) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(pages));
  }
}
