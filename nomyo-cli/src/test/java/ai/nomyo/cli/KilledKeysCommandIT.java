package ai.nomyo.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged command, killed at every moment when something changes in the key directory: at the
 * first change, at the second, and so on until a run comes to its end. Each leaves a whole pair or
 * none.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledKeysCommandIT {

  private static final int KILLED = 128 + 9;
  private static final Path JAR = Path.of("target/nomyo.jar").toAbsolutePath();

  @TempDir Path directory;

  private Process start(Path keys, String... words) throws IOException {
    Path java = Command.JAVA_HOME.resolve("bin/java");
    return Command.in(directory, java.toString(), "-XX:TieredStopAtLevel=1", "-jar", JAR.toString())
        .with(words)
        .with("--bits=2048", "--key-dir=" + keys)
        .start();
  }

  /** Starts the command and kills it at that change; says whether that was before its end. */
  private boolean isKilledAt(int change, Path keys, String verb) throws Exception {
    try (WatchService changes = keys.getFileSystem().newWatchService()) {
      keys.register(changes, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      Process process = start(keys, "keys", verb);
      int seen = 0;
      while (process.isAlive() && seen < change) {
        seen += next(changes);
      }
      process.destroyForcibly();
      int status = process.waitFor();
      assertTrue(status == 0 || status == KILLED, () -> verb + " ended with " + status);
      return status == KILLED;
    }
  }

  private static int next(WatchService changes) throws InterruptedException {
    WatchKey key = changes.poll(20, TimeUnit.MILLISECONDS);
    if (key == null) {
      return 0;
    }
    int count = key.pollEvents().size();
    key.reset();
    return count;
  }

  private static Cli.Result show(Path keys) {
    return Cli.plain().run("keys", "show", "--json", "--key-dir=" + keys);
  }

  private static String fingerprintOfWholePair(Path keys) {
    Cli.Result shown = show(keys);
    assertEquals(0, shown.exitCode(), shown.err());
    return Golden.json(shown.out()).getString("sha256").orElseThrow();
  }

  private static long pemFiles(Path keys) throws IOException {
    try (Stream<Path> files = Files.list(keys)) {
      return files.filter(file -> file.toString().endsWith(".pem")).count();
    }
  }

  @Test
  void generate_leavesAWholePairOrNone() throws Exception {
    int kills = 0;
    boolean killed = true;
    for (int change = 1; killed; change++) {
      Path keys = Files.createDirectory(directory.resolve("keys-" + change));
      killed = isKilledAt(change, keys, "generate");
      kills += killed ? 1 : 0;
      if (show(keys).exitCode() != 0) {
        assertTrue(show(keys).err().contains("there is no private key"), show(keys).err());
        assertEquals(0, pemFiles(keys));
        Cli.Result next = Cli.plain().run("keys", "generate", "--bits=2048", "--key-dir=" + keys);
        assertEquals(0, next.exitCode(), next.err());
      }
      fingerprintOfWholePair(keys);
      assertEquals(2, pemFiles(keys));
    }
    assertTrue(kills > 2, "killed " + kills + " times");
  }

  @Test
  void rotate_leavesAWholePair() throws Exception {
    Path keys = Files.createDirectory(directory.resolve("keys"));
    assertEquals(
        0, Cli.plain().run("keys", "generate", "--bits=2048", "--key-dir=" + keys).exitCode());
    int kills = 0;
    boolean killed = true;
    for (int change = 1; killed; change++) {
      killed = isKilledAt(change, keys, "rotate");
      kills += killed ? 1 : 0;
      fingerprintOfWholePair(keys);
      assertEquals(2, pemFiles(keys));
    }
    assertTrue(kills > 2, "killed " + kills + " times");
  }
}
