// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process ever held, as Linux counts it. */
final class PeakMemory {

  /** Before the kilobytes on standard output. */
  static final String KILOBYTES = "peak kB ";

  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  /** Whether this system tells. */
  static boolean isKnown() {
    return Files.isReadable(STATUS);
  }

  static void print() {
    if (isKnown()) {
      System.out.println(KILOBYTES + kilobytes());
    }
  }

  private static long kilobytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
