package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;

/** Where secrets are held. Safe for use by many threads. */
@FunctionalInterface
public interface SecretMemory {

  /**
   * A zeroed secret of that many bytes; the caller closes it, which erases it.
   *
   * @param sizeBytes 0 or more
   */
  SecretBytes allocate(int sizeBytes);

  /** Outside the heap, where the garbage collector moves and leaves no copies. */
  static SecretMemory offHeap() {
    return sizeBytes -> new SecretBytes(ByteBuffer.allocateDirect(sizeBytes), () -> {});
  }

  /** On the heap: fastest, but the garbage collector may leave copies behind. */
  static SecretMemory onHeap() {
    return sizeBytes -> SecretBytes.owning(new byte[sizeBytes]);
  }
}
