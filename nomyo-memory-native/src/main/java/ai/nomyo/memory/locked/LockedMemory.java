// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.core.port.SecretMemory;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link SecretMemory} outside the heap, in pages that are locked ({@code mlock}, on Windows
 * {@code VirtualLock}), left out of core dumps (Linux, {@code MADV_DONTDUMP}) and zeroed when a
 * secret is closed. Safe for use by many threads.
 *
 * <p>Each secret has pages of its own. They are kept for the next one of about that size, up to
 * {@value #MOST_IDLE_BYTES} bytes; what is more is unlocked and let go, as everything is on {@link
 * #close}. Secrets that nobody closed are erased once neither they nor this memory can be reached.
 * Memory is never unmapped, so a buffer that somebody kept too long reads zeros or another secret,
 * but cannot crash the JVM.
 *
 * <p>Where the limit of lockable memory is too low, or JNA cannot be used, secrets are held outside
 * the heap and zeroed all the same. That is logged as one warning, and {@link #use} counts what is
 * locked.
 */
public final class LockedMemory implements SecretMemory {

  /** 32 MiB: the buffers of a request and of an answer of 10 MiB. */
  static final int MOST_IDLE_BYTES = 32 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(LockedMemory.class);
  private static final Cleaner CLEANER = Cleaner.create();

  private final BlockPool pool;

  LockedMemory(Supplier<Pages> system, long mostIdleBytes) {
    pool = new BlockPool(system, mostIdleBytes, LockedMemory::warn);
    CLEANER.register(this, pool::abandon);
  }

  /**
   * Memory that nothing is taken from yet. JNA is started beside the caller, once per process; the
   * first secret waits for it.
   */
  public static LockedMemory create() {
    Thread start = new Thread(SystemPages::get, "nomyo-memory-start");
    start.setDaemon(true);
    start.start();
    return new LockedMemory(SystemPages::get, MOST_IDLE_BYTES);
  }

  private static void warn(String reason) {
    LOG.warn("secrets are held outside the heap and erased, but not locked: {}", reason);
  }

  /**
   * {@inheritDoc}
   *
   * @throws OutOfMemoryError if the JVM has no direct memory left
   */
  @Override
  public SecretBytes allocate(int sizeBytes) {
    Block block = pool.take(sizeBytes);
    AtomicBoolean lent = new AtomicBoolean(true);
    return new SecretBytes(block.lend(sizeBytes), () -> giveBackOnce(block, lent));
  }

  /**
   * However often a secret is closed, its pages are given to one other only. That this is a method
   * of the instance keeps it reachable for as long as a secret is.
   */
  private void giveBackOnce(Block block, AtomicBoolean lent) {
    if (lent.getAndSet(false)) {
      pool.giveBack(block);
    }
  }

  @Override
  public MemoryUse use() {
    return new MemoryUse(
        "outside the heap, in locked pages",
        pool.sum(Block::usedBytes),
        pool.sum(Block::sizeBytes),
        pool.sum(Block::lockedBytes),
        pool.sum(Block::excludedBytes),
        pool.refusals());
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "LockedMemory[" + pool.sum(Block::lockedBytes) + " bytes locked]";
  }
}
