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
 * The packaged command, killed at moments that are spread over the changes it makes in the key
 * directory. Each run leaves a whole pair or none. (The key store's own tests stop it at every
 * step.)
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledKeysCommandIT {

  private static final int MOMENTS = 8;
  private static final int KILLED = 128 + 9;
  private static final Path JAR = Path.of("target/nomyo.jar").toAbsolutePath();

  /** How a run ended, and how many changes were seen until then. */
  private record Run(int status, int changes) {
    int killed() {
      return status == KILLED ? 1 : 0;
    }
  }

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

  /** Starts the command and kills it at that change, if there are as many. */
  private Run killedAt(int change, Path keys, String verb) throws Exception {
    String before = state(keys);
    Process process = start(keys, verb);
    int changes = 0;
    while (process.isAlive() && changes < change) {
      String now = state(keys);
      changes += now.equals(before) ? 0 : 1;
      before = now;
    }
    process.destroyForcibly();
    int status = process.waitFor();
    assertTrue(status == 0 || status == KILLED, () -> verb + " ended with " + status);
    return new Run(status, changes);
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

  /** The changes of a run that nobody kills. */
  private int changesOf(String verb, Path keys) throws Exception {
    Run whole = killedAt(Integer.MAX_VALUE, keys, verb);
    assertEquals(0, whole.status());
    assertTrue(whole.changes() > 2, whole::toString);
    return whole.changes();
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
    int changes = changesOf("generate", Files.createDirectory(directory.resolve("whole")));
    int kills = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      Path keys = Files.createDirectory(directory.resolve("keys-" + moment));
      kills += killedAt(1 + moment * changes / MOMENTS, keys, "generate").killed();
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
    int changes = changesOf("rotate", keys);
    int kills = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      kills += killedAt(1 + moment * changes / MOMENTS, keys, "rotate").killed();
      assertWholePair(keys);
    }
    assertTrue(kills > 0, "never killed before its end");
  }
}
