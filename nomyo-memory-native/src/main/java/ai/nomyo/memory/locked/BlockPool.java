// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The blocks of one memory, in use and idle. Asks the system about pages outside of any lock. Safe
 * for use by many threads.
 */
final class BlockPool {

  private final Supplier<Pages> system;
  private final IdleBlocks idle;
  private final Consumer<String> warning;

  /** All of them: memory must not be freed while it is locked. */
  private final Set<Block> held = ConcurrentHashMap.newKeySet();

  private final Set<String> refusals = new ConcurrentSkipListSet<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * @param system may take a while for the first time
   * @param mostIdleBytes what is kept for reuse, at most
   * @param warning is told, once, why memory is not locked
   */
  BlockPool(Supplier<Pages> system, long mostIdleBytes, Consumer<String> warning) {
    this.system = system;
    this.idle = new IdleBlocks(mostIdleBytes);
    this.warning = warning;
  }

  /** A zeroed block with room for a secret, protected as well as the system allows. */
  Block take(int sizeBytes) {
    int size = SizeClass.of(sizeBytes, system.get().pageBytes());
    Block block = idle.take(size).orElseGet(() -> fresh(size));
    lock(block);
    block.exclude().ifPresent(refusals::add);
    return block;
  }

  private Block fresh(int sizeBytes) {
    Block block = new Block(sizeBytes, system.get());
    held.add(block);
    return block;
  }

  /** What lies idle makes way for what is needed now. */
  private void lock(Block block) {
    block
        .lock()
        .ifPresent(
            reason -> {
              List<Block> inTheWay = idle.drainIfLocked(block.sizeBytes());
              inTheWay.forEach(this::letGo);
              if (inTheWay.isEmpty() || block.lock().isPresent()) {
                refused(reason);
              }
            });
  }

  private void refused(String reason) {
    if (refusals.add(reason) && warned.isEmpty() && warned.add(reason)) {
      warning.accept(reason);
    }
  }

  /** Keeps a block, zeroed, for another secret. */
  void giveBack(Block block) {
    block.takeBack();
    idle.keep(block).forEach(this::letGo);
  }

  private void letGo(Block block) {
    block.unprotect();
    held.remove(block);
  }

  /** Lets go of what is idle now, and from now on of what is given back. */
  void close() {
    idle.close().forEach(this::letGo);
  }

  /** Erases everything, once nobody has any of it, and lets go: some may never have been closed. */
  void abandon() {
    held.forEach(Block::erase);
    held.forEach(this::letGo);
  }

  /** Adds up something of all blocks. */
  long sum(ToLongFunction<Block> what) {
    return held.stream().mapToLong(what).sum();
  }

  /** What the system refused, and why. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }
}
