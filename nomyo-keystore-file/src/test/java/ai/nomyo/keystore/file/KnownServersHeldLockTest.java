// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static ai.nomyo.keystore.file.KnownKeys.NOON;
import static ai.nomyo.keystore.file.KnownKeys.ROUTER;
import static ai.nomyo.keystore.file.KnownKeys.URL;
import static ai.nomyo.keystore.file.KnownKeys.key;
import static ai.nomyo.keystore.file.KnownKeys.line;
import static ai.nomyo.keystore.file.KnownKeys.pin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A process that hangs while it has the lock file. */
@Timeout(60)
final class KnownServersHeldLockTest {

  @TempDir Path directory;

  private final FakeTime time = new FakeTime(NOON.toString());
  private Path file;
  private KnownServersFile servers;
  private ChildJvm hanging;

  @BeforeEach
  void hang() throws IOException {
    file = directory.resolve("known-servers");
    servers = KnownServersFile.at(file, Disk.REAL, time);
    Path lock = directory.resolve(".known-servers.lock");
    hanging = JavaProgram.of(PairProgram.class).shortLived().start("hold", "hanging", lock);
    assertEquals("held", hanging.line());
  }

  @AfterEach
  void end() {
    hanging.close();
  }

  @Test
  void newKey_isGivenUpAfter30Seconds() {
    assertGivenUp(() -> servers.putIfAbsent(ROUTER, key(1)));
    assertTrue(Files.notExists(file));
  }

  @Test
  void acceptedKey_isGivenUpAfter30Seconds() {
    assertGivenUp(() -> servers.accept(URL, pin(1)));
    assertTrue(Files.notExists(file));
  }

  private void assertGivenUp(Executable change) {
    KeyStorageException refused = assertThrows(KeyStorageException.class, change);
    assertTrue(refused.getMessage().contains("held by another process"), refused.getMessage());
    assertEquals(Duration.ofSeconds(30), time.waited());
  }

  @Test
  void knownKey_needsNoLock() throws Exception {
    KnownKeys.write(file, line(1, "accepted"));
    assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    assertEquals(0, time.waits());
  }

  /** The key that the other one recorded meanwhile is seen. */
  @Test
  void lockThatBecomesFree_isTaken_andTheFileReadAgain() throws Exception {
    time.meanwhile =
        () -> {
          try {
            KnownKeys.write(file, line(1, "first-use"));
            hanging.kill();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
    assertEquals(1, time.waits());
    assertEquals(line(1, "first-use"), Files.readString(file));
  }
}
