// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for bytes in all objects on the heap of this JVM, those that nobody can reach included. */
public final class HeapDump {

  private HeapDump() {}

  /** The same bytes with every bit flipped; what was given is erased. */
  public static byte[] flipped(byte[] bytes) {
    byte[] flipped = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      flipped[i] = (byte) ~bytes[i];
      bytes[i] = 0;
    }
    return flipped;
  }

  /**
   * Whether some bytes are on the heap, all of them in a row.
   *
   * @param flipped what {@link #flipped} made of them, so that the needle itself is not found
   */
  public static boolean holds(byte[] flipped) throws IOException {
    Path directory = Files.createTempDirectory("nomyo-heap");
    Path file = directory.resolve("all.hprof");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(file.toString(), false);
      return holds(ByteBuffer.wrap(Files.readAllBytes(file)), flipped);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static boolean holds(ByteBuffer heap, byte[] flipped) {
    for (int at = 0; at <= heap.limit() - flipped.length; at++) {
      if (isAt(at, heap, flipped)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(int at, ByteBuffer heap, byte[] flipped) {
    int same = 0;
    while (same < flipped.length && heap.get(at + same) == (byte) ~flipped[same]) {
      same++;
    }
    return same == flipped.length;
  }
}
