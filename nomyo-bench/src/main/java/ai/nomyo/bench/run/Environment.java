// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** What the figures were measured on. */
final class Environment {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Environment() {}

  static String jdk() {
    return Integer.toString(Runtime.version().feature());
  }

  /**
   * @param extent how much was measured
   */
  static Map<String, String> describe(String extent) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("jdk", jdk());
    facts.put("vm", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processor", processor());
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("load", Double.toString(load()));
    facts.put("extent", extent);
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }

  /** The running threads of the machine, on average over a minute; negative if not known. */
  private static double load() {
    return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 100)
        / 100.0;
  }

  /** Whether there is more to do than what measures, which keeps about one processor busy. */
  static boolean isBusy() {
    return load() > 1.5 * Runtime.getRuntime().availableProcessors();
  }

  private static String processor() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }
}
