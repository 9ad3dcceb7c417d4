// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import ai.nomyo.core.bytes.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Where secrets are held. Safe for use by many threads. */
@FunctionalInterface
public interface SecretMemory extends AutoCloseable {

  /** What a buffer may be made of; ciphers are up to three times faster with one of the two. */
  enum Kind {
    /** An array on the heap. */
    HEAP,
    /** Memory outside the heap. */
    DIRECT
  }

  /**
   * A zeroed secret of that many bytes; the caller closes it, which erases it.
   *
   * @param sizeBytes 0 or more
   */
  SecretBytes allocate(int sizeBytes);

  /**
   * As {@link #allocate(int)}, in the kind of buffer that is fastest for the caller. Memory that
   * protects secrets takes no notice of the wish, which is what happens by default.
   *
   * @param preferred a wish only
   */
  default SecretBytes allocate(int sizeBytes, Kind preferred) {
    return allocate(sizeBytes);
  }

  /** What is done for the secrets in it, now. By default: nothing beyond erasing them. */
  default MemoryUse use() {
    return MemoryUse.erasedOnly();
  }

  /**
   * Gives back what was kept for secrets to come. Secrets that are still open are not touched: each
   * is erased, and its memory given back, when it is closed, and so is one that is made later.
   * Idempotent; by default there is nothing to do.
   */
  @Override
  default void close() {}

  /**
   * Moves bytes into a secret.
   *
   * @param bytes erased
   * @return the caller closes it
   */
  default SecretBytes take(byte[] bytes) {
    try {
      SecretBytes secret = allocate(bytes.length);
      secret.lend().put(bytes);
      return secret;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Outside the heap, where the garbage collector moves and leaves no copies. */
  static SecretMemory offHeap() {
    return sizeBytes -> new SecretBytes(ByteBuffer.allocateDirect(sizeBytes), () -> {});
  }

  /**
   * On the heap, or outside it for those who prefer that: fastest, but the garbage collector may
   * leave copies behind.
   */
  static SecretMemory onHeap() {
    return new UnprotectedMemory();
  }
}
