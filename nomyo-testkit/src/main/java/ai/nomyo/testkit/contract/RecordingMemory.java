// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows every secret it handed out: how many are open, and whether the others were erased. Safe for
 * use by many threads.
 */
public final class RecordingMemory implements SecretMemory {

  private final List<ByteBuffer> all = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  /** One that handed out nothing yet. */
  public RecordingMemory() {}

  @Override
  public SecretBytes allocate(int sizeBytes) {
    return holding(new byte[sizeBytes]);
  }

  /** A secret in an array, which belongs to the secret from now on. */
  public SecretBytes holding(byte[] content) {
    open.incrementAndGet();
    all.add(ByteBuffer.wrap(content));
    return new SecretBytes(ByteBuffer.wrap(content), open::decrementAndGet);
  }

  /** How many secrets there were. */
  public int handedOut() {
    return all.size();
  }

  /** How many of them were not closed yet. */
  public int open() {
    return open.get();
  }

  /** Whether nothing but zeros is left in any of them. */
  public boolean allZero() {
    return all.stream().map(ByteBuffer::array).allMatch(RecordingMemory::isZero);
  }

  private static boolean isZero(byte[] content) {
    for (byte b : content) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
