// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A JVM that ran from start to exit, on this one's class path and with its options, and more of
 * them.
 *
 * @param wallNanos from before its start until after its exit
 * @param output what it printed
 */
record ColdProcess(long wallNanos, List<String> output) {

  /** Runs a class in a JVM of its own. */
  static ColdProcess run(List<String> options, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int status = process.waitFor();
      long wallNanos = System.nanoTime() - start;
      if (status != 0) {
        throw new IOException(
            main.getSimpleName() + " ended with status " + status + ":\n" + output);
      }
      return new ColdProcess(wallNanos, output.lines().toList());
    } finally {
      process.destroyForcibly();
    }
  }

  /** The most memory it held, where the system tells. */
  OptionalLong peakBytes() {
    return printed(PeakMemory.KILOBYTES).map(kilobytes -> kilobytes * 1024).findFirst();
  }

  /** How long it took by its own clock, where it printed that. */
  OptionalLong ownNanos() {
    return printed(FirstSeal.NANOS).findFirst();
  }

  private LongStream printed(String label) {
    return output.stream()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.substring(label.length())));
  }
}
