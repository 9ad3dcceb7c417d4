// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of this process in /proc/self. */
public final class Kernel {

  /** Its number in capabilities(7). */
  private static final int CAP_IPC_LOCK = 14;

  private Kernel() {}

  /** How much memory is locked: VmLck, which counts in whole kilobytes. */
  public static long lockedBytes() {
    return Long.parseLong(status("VmLck:").replaceAll("\\D", "")) * 1024;
  }

  /** Whether this process has the capability CAP_IPC_LOCK. */
  public static boolean mayLockWithoutLimit() {
    return (Long.parseUnsignedLong(status("CapEff:"), 16) >> CAP_IPC_LOCK & 1) == 1;
  }

  private static String status(String name) {
    return lines("status").stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).trim())
        .findFirst()
        .orElseThrow();
  }

  /** VmFlags of the mapping around an address: {@code lo} is locked, {@code dd} is not dumped. */
  public static List<String> flags(long address) {
    boolean inside = false;
    for (String line : lines("smaps")) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        inside = contains(line.split(" ")[0].split("-"), address);
      } else if (inside && line.startsWith("VmFlags:")) {
        return List.of(line.substring("VmFlags:".length()).trim().split(" "));
      }
    }
    throw new AssertionError("no mapping around " + Long.toHexString(address));
  }

  private static boolean contains(String[] range, long address) {
    return Long.compareUnsigned(Long.parseUnsignedLong(range[0], 16), address) <= 0
        && Long.compareUnsigned(address, Long.parseUnsignedLong(range[1], 16)) < 0;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of("/proc/self", file));
    } catch (IOException noLinux) {
      throw new UncheckedIOException(noLinux);
    }
  }
}
