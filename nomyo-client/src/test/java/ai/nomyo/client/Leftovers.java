// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.machine.Kernel;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a process holds that somebody may have forgotten to give back. */
record Leftovers(Set<Thread> threads, long descriptors, long lockedBytes, long directBytes) {

  private static final long MEBIBYTE = 1024 * 1024;

  /** What the heap may gain by caches and by what the compiler keeps. */
  private static final long HEAP_SLACK = 24 * MEBIBYTE;

  /** Threads have a buffer each for what they read from sockets and files. */
  private static final long DIRECT_SLACK = 2 * MEBIBYTE;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  static Leftovers now() {
    return new Leftovers(
        clientThreads(), openDescriptors(), isLinux() ? Kernel.lockedBytes() : 0, bytesOfBuffers());
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static boolean isLinux() {
    return Files.exists(Path.of("/proc/self/status"));
  }

  private static long bytesOfBuffers() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** What is in use on the heap after it was collected. */
  static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  static void assertHeapIsFlat(long before) {
    long grown = heapBytes() - before;
    assertTrue(grown < HEAP_SLACK, () -> "the heap has grown by " + grown + " bytes");
  }

  /** Asks again for a while, because threads end and sockets close a moment after a client. */
  void assertNothingMore() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end && !isBackAt(now())) {
      Thread.onSpinWait();
    }
    Leftovers after = now();
    assertEquals(Set.of(), clientThreadsSince(), "threads are left");
    assertTrue(after.descriptors() <= descriptors(), () -> this + " became " + after);
    assertTrue(after.lockedBytes() <= lockedBytes(), () -> this + " became " + after);
    assertTrue(
        after.directBytes() <= directBytes() + DIRECT_SLACK, () -> this + " became " + after);
  }

  private boolean isBackAt(Leftovers after) {
    return clientThreadsSince().isEmpty()
        && after.descriptors() <= descriptors
        && after.lockedBytes() <= lockedBytes
        && after.directBytes() <= directBytes + DIRECT_SLACK;
  }

  /** Other tests may have left some. */
  private Set<Thread> clientThreadsSince() {
    Set<Thread> present = clientThreads();
    present.removeAll(threads);
    return present;
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .filter(thread -> thread.getName().startsWith("nomyo-"))
        .collect(Collectors.toSet());
  }
}
