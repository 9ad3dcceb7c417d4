// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.testkit.machine.Kernel;
import java.util.ArrayList;
import java.util.List;

/** A program that holds secrets of the sizes it is given and says what became of them. */
final class MemoryProbe {

  private MemoryProbe() {}

  /**
   * @param sizes in bytes
   */
  public static void main(String[] sizes) {
    List<SecretBytes> secrets = new ArrayList<>();
    try (LockedMemory memory = LockedMemory.create()) {
      for (String size : sizes) {
        secrets.add(memory.allocate(Integer.parseInt(size)));
      }
      MemoryUse use = memory.use();
      System.out.println("asked " + use.askedBytes());
      System.out.println("locked " + use.lockedBytes());
      System.out.println("undumped " + use.undumpedBytes());
      System.out.println("kernel " + Kernel.lockedBytes());
      use.shortfalls().forEach(reason -> System.out.println("because " + reason));
      secrets.forEach(SecretBytes::close);
    }
    System.out.println("kernel after close " + Kernel.lockedBytes());
  }
}
