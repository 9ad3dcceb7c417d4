// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged command, killed at moments that are spread over the time in which it changes the key
 * directory. Each run leaves a whole pair or none. (The key store's own tests stop it at every
 * step.)
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledKeysCommandIT {

  private static final int MOMENTS = 8;

  /** A busy machine may let the command end before it lets the test kill it. */
  private static final int MOST_RUNS = 80;

  private static final int KILLED = 128 + 9;
  private static final Path JAR = Path.of("target/nomyo.jar").toAbsolutePath();

  @TempDir Path directory;

  private Process start(Path keys, String verb) throws IOException {
    return Command.in(
            directory,
            Command.JAVA_HOME.resolve("bin/java").toString(),
            "-XX:TieredStopAtLevel=1", // starts faster
            "-jar",
            JAR.toString(),
            "keys",
            verb,
            "--bits=2048",
            "--key-dir=" + keys)
        .start();
  }

  /** Starts the command and kills it that long after its first change, if it has not ended. */
  private boolean isKilled(long nanosAfterFirstChange, Path keys, String verb) throws Exception {
    String before = state(keys);
    Process process = start(keys, verb);
    while (process.isAlive() && state(keys).equals(before)) {
      Thread.onSpinWait();
    }
    long first = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - first < nanosAfterFirstChange) {
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    int status = process.waitFor();
    assertTrue(status == 0 || status == KILLED, () -> verb + " ended with " + status);
    return status == KILLED;
  }

  /** Names and sizes. Looked at again and again, because no notice comes as fast as the changes. */
  private static String state(Path keys) throws IOException {
    try (Stream<Path> files = Files.list(keys)) {
      return files
          .map(file -> file.getFileName() + " " + file.toFile().length())
          .sorted()
          .toList()
          .toString();
    }
  }

  /** How long a run that nobody kills goes on changing something, in nanoseconds. */
  private long nanosOfChanges(String verb, Path keys) throws Exception {
    String before = state(keys);
    Process process = start(keys, verb);
    long first = 0;
    long last = 0;
    while (process.isAlive()) {
      String now = state(keys);
      if (!now.equals(before)) {
        last = System.nanoTime();
        first = first == 0 ? last : first;
      }
      before = now;
    }
    assertEquals(0, process.waitFor());
    return last - first;
  }

  private static Cli.Result keys(String verb, Path keys, String... more) {
    return Cli.plain()
        .run(
            Stream.concat(Stream.of("keys", verb, "--key-dir=" + keys), Stream.of(more))
                .toArray(String[]::new));
  }

  private static void assertWholePair(Path keys) throws IOException {
    Cli.Result shown = keys("show", keys);
    assertEquals(0, shown.exitCode(), shown.err());
    assertTrue(shown.out().contains("belongs to the public one"), shown.out());
    assertEquals(2, pemFiles(keys));
  }

  private static void assertNoPair(Path keys) throws IOException {
    String shown = keys("show", keys).err();
    assertTrue(shown.contains("there is no private key"), shown);
    assertEquals(0, pemFiles(keys));
    Cli.Result next = keys("generate", keys, "--bits=2048");
    assertEquals(0, next.exitCode(), next.err());
  }

  private static long pemFiles(Path keys) throws IOException {
    try (Stream<Path> files = Files.list(keys)) {
      return files.filter(file -> file.toString().endsWith(".pem")).count();
    }
  }

  @Test
  void generate_leavesAWholePairOrNone() throws Exception {
    long nanos = nanosOfChanges("generate", Files.createDirectory(directory.resolve("whole")));
    int kills = 0;
    for (int run = 0; run < MOMENTS || kills == 0 && run < MOST_RUNS; run++) {
      Path keys = Files.createDirectory(directory.resolve("keys-" + run));
      kills += isKilled(run % MOMENTS * nanos / MOMENTS, keys, "generate") ? 1 : 0;
      if (keys("show", keys).exitCode() != 0) {
        assertNoPair(keys);
      }
      assertWholePair(keys);
    }
    assertTrue(kills > 0, "never killed before its end");
  }

  @Test
  void rotate_leavesAWholePair() throws Exception {
    Path keys = Files.createDirectory(directory.resolve("keys"));
    assertNoPair(keys);
    long nanos = nanosOfChanges("rotate", keys);
    int kills = 0;
    for (int run = 0; run < MOMENTS || kills == 0 && run < MOST_RUNS; run++) {
      kills += isKilled(run % MOMENTS * nanos / MOMENTS, keys, "rotate") ? 1 : 0;
      assertWholePair(keys);
    }
    assertTrue(kills > 0, "never killed before its end");
  }
}
