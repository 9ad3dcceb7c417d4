// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.memory.locked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.MemoryUse;
import ai.nomyo.testkit.machine.Kernel;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is reported, compared with what the kernel says. */
@EnabledOnOs(OS.LINUX)
class LinuxTest {

  private static final int WINDOW = 48 * 1024;

  private final long lockedBefore = Kernel.lockedBytes();
  private LockedMemory memory;

  @BeforeEach
  void mayLock() {
    memory = LockedMemory.create();
    memory.allocate(8 * WINDOW).close();
    assumeTrue(memory.use().shortfalls().isEmpty(), () -> memory.use().shortfalls().toString());
  }

  @Test
  void lockedBytes_areThoseOfTheKernel() {
    List<SecretBytes> secrets = new ArrayList<>();
    for (int size : new int[] {32, 32, 0, 5000, WINDOW, WINDOW, 8 * WINDOW}) {
      secrets.add(memory.allocate(size));
      assertEquals(lockedBefore + memory.use().lockedBytes(), Kernel.lockedBytes());
    }
    MemoryUse use = memory.use();
    assertEquals(use.askedBytes(), use.lockedBytes());
    assertEquals(use.askedBytes(), use.undumpedBytes());
    secrets.forEach(SecretBytes::close);
    assertEquals(lockedBefore + use.lockedBytes(), Kernel.lockedBytes(), "kept for reuse");

    memory.close();
    assertEquals(lockedBefore, Kernel.lockedBytes());
    assertEquals(0, memory.use().lockedBytes());
  }

  @Test
  void closingOne_leavesItsNeighbourLockedAndOutOfDumps() {
    SecretBytes one = memory.allocate(32);
    try (SecretBytes neighbour = memory.allocate(32)) {
      memory.close();
      long ofBoth = Kernel.lockedBytes();
      one.close();
      assertTrue(ofBoth > Kernel.lockedBytes());
      assertTrue(Kernel.lockedBytes() > lockedBefore);
      assertEquals(List.of(true, true), lockedAndUndumped(neighbour));
    }
    assertEquals(lockedBefore, Kernel.lockedBytes());
  }

  @Test
  void page_isOrdinaryAgain_whenItWasLetGo() {
    SecretBytes secret = memory.allocate(WINDOW);
    long address = address(secret);
    assertEquals(List.of(true, true), lockedAndUndumped(secret));
    secret.close();
    assertTrue(Kernel.flags(address).contains("dd"), "kept for reuse");
    memory.close();
    assertFalse(Kernel.flags(address).contains("dd"));
    assertFalse(Kernel.flags(address).contains("lo"));
  }

  private static List<Boolean> lockedAndUndumped(SecretBytes secret) {
    List<String> flags = Kernel.flags(address(secret));
    return List.of(flags.contains("lo"), flags.contains("dd"));
  }

  private static long address(SecretBytes secret) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(secret.lend()));
  }

  @Test
  void manyThreads_leaveNothingLockedBehind() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int size = 1000 * (i + 1);
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 200; round++) {
                  memory.allocate(size + round).close();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(lockedBefore + memory.use().lockedBytes(), Kernel.lockedBytes());
    memory.close();
    assertEquals(lockedBefore, Kernel.lockedBytes());
  }

  /** Both the memory and a secret that nobody closed are gone. */
  @Test
  void memoryThatNobodyCloses_isUnlockedByTheCollector() {
    memory.close();
    abandon();
    assertCollected();
  }

  private void assertCollected() {
    for (int i = 0; i < 1000 && Kernel.lockedBytes() > lockedBefore; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    assertEquals(lockedBefore, Kernel.lockedBytes());
  }

  /** Looks at the kernel while both can be reached, as the collector may come at any moment. */
  private void abandon() {
    LockedMemory abandoned = LockedMemory.create();
    abandoned.allocate(WINDOW).close();
    SecretBytes open = abandoned.allocate(32);
    assertTrue(Kernel.lockedBytes() > lockedBefore);
    Reference.reachabilityFence(open);
  }

  @Test
  void openSecret_staysLocked_whenItsMemoryIsForgotten() {
    memory.close();
    assertSecretStaysLocked();
    assertCollected();
  }

  private static void assertSecretStaysLocked() {
    try (SecretBytes secret = LockedMemory.create().allocate(32)) {
      for (int i = 0; i < 20; i++) {
        System.gc();
      }
      assertEquals(List.of(true, true), lockedAndUndumped(secret));
    }
  }
}
