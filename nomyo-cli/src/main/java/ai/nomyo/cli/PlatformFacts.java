// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What surrounds the backends.
 *
 * @param facts by name, in order
 */
record PlatformFacts(Map<String, String> facts) {

  private static final Path LIMITS = Path.of("/proc/self/limits");

  static PlatformFacts ofThisJvm() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("lockable memory", lockable());
    return new PlatformFacts(facts);
  }

  /** The soft limit of {@code ulimit -l}, where the system tells. */
  private static String lockable() {
    try (Stream<String> limits = Files.lines(LIMITS)) {
      return limits
          .filter(line -> line.startsWith("Max locked memory"))
          .map(line -> line.trim().split("\\s{2,}|\\s+(?=\\d|unlimited|bytes)"))
          .filter(columns -> columns.length > 1)
          .map(columns -> columns[1] + (columns[1].equals("unlimited") ? "" : " bytes"))
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }
}
