// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.sealing.WindowedSealing;
import ai.nomyo.memory.locked.LockedMemory;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of the secrets of a large call in this process.
 *
 * @param use while they are held
 */
record MemoryCheckup(MemoryUse use) {

  private static final int AES_KEY_BYTES = 32;

  /** The most that a message may have (docs/protocol.md, section 3). */
  private static final int ANSWER_BYTES = 10 * 1024 * 1024;

  /** Holds a key, a window and the largest answer for a blink. */
  static MemoryCheckup ofThisProcess() {
    try (SecretMemory memory = LockedMemory.create()) {
      List<SecretBytes> held =
          Stream.of(AES_KEY_BYTES, WindowedSealing.WINDOW_BYTES, ANSWER_BYTES)
              .map(memory::allocate)
              .toList();
      MemoryUse use = memory.use();
      held.forEach(SecretBytes::close);
      return new MemoryCheckup(use);
    }
  }
}
