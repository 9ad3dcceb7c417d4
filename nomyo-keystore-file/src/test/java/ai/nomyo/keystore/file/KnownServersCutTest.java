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
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.keystore.file.StoppingDisk.Killed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that were stopped: what they left counts for nothing, stays, and hinders nobody. */
final class KnownServersCutTest {

  private static final RouterName OTHER = RouterName.of(URI.create("https://other.example"));
  private static final int STEPS = 20;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private Path file;
  private KnownServersFile servers;
  private int killed;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("new").resolve("known-servers");
    servers = on(Disk.REAL);
  }

  private KnownServersFile on(Disk disk) {
    return KnownServersFile.at(file, disk, new FakeTime(NOON.toString()));
  }

  /** The next one records its key, whatever was cut before; the rest is as it was. */
  private void assertUsable(Optional<KnownKey> known, String before) throws Exception {
    servers.check();
    assertEquals(known, servers.putIfAbsent(ROUTER, key(8)));
    servers.accept(URL, pin(9));
    assertEquals(Optional.of(key(9)), servers.putIfAbsent(ROUTER, key(8)));
    assertTrue(Files.readString(file).startsWith(before), "nothing is overwritten");
    assertTrue(Files.readString(file).endsWith("\n" + line(9, "accepted")));
  }

  @Test
  void lineCutAnywhere_countsForNothing_isMarked_andTheNextOneIsWhole() throws Exception {
    String whole = line(2, "accepted");
    for (int end = 0; end < whole.length() - 1; end++) {
      String cut = line(1, "first-use") + whole.substring(0, end);
      write(cut);
      assertUsable(Optional.of(key(1)), cut + (end == 0 ? "" : "#\n"));
    }
    write(line(1, "first-use") + whole.stripTrailing());
    assertUsable(Optional.of(key(2)), line(1, "first-use") + whole);
  }

  @Test
  void markThatWasCutItself_isOneAllTheSame() throws Exception {
    String cut = line(1, "first-use") + "2026-11-22T12:0#";
    write(cut);
    assertUsable(Optional.of(key(1)), cut + "\n");
  }

  @Test
  void headCutAnywhere_isAComment() throws Exception {
    servers.putIfAbsent(ROUTER, key(1));
    String head = Files.readString(file).replace(line(1, "first-use"), "");
    for (int end = 0; end <= head.length(); end++) {
      write(head.substring(0, end));
      assertUsable(Optional.empty(), head.substring(0, end));
    }
  }

  private void write(String content) throws IOException {
    Files.createDirectories(file.getParent());
    KnownKeys.write(file, content);
  }

  @Test
  void writerKilledAtAnyStep_leavesAFileThatCanBeUsed() throws Exception {
    for (int step = 0; step < STEPS; step++) {
      Files.deleteIfExists(file);
      servers.putIfAbsent(OTHER, key(1));
      String before = Files.readString(file);
      try {
        on(StoppingDisk.killedAt(step)).putIfAbsent(ROUTER, key(2));
      } catch (Killed e) {
        killed++;
      }
      assertUsableAfterKill(before);
    }
    assertKilledAtSome();
  }

  /** With the key that was being recorded, or without it. */
  private void assertUsableAfterKill(String before) throws Exception {
    boolean recorded = content().contains(pin(2).sha256() + " first-use");
    assertUsable(recorded ? Optional.of(key(2)) : Optional.empty(), before);
  }

  private String content() throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void firstWriterKilledAtAnyStep_leavesAFileThatCanBeUsed() throws Exception {
    for (int step = 0; step < STEPS; step++) {
      Files.deleteIfExists(file);
      try {
        on(StoppingDisk.killedAt(step)).putIfAbsent(ROUTER, key(2));
      } catch (Killed e) {
        killed++;
      }
      assertUsableAfterKill(content());
    }
    assertKilledAtSome();
  }

  /** At some, and not at all of them: there are no more steps than were tried. */
  private void assertKilledAtSome() {
    assertTrue(killed > 3 && killed < STEPS, () -> killed + " times");
  }

  @Test
  void diskThatIsFull_isAnError_andTheKeyIsNotTakenForRecorded() throws Exception {
    servers.putIfAbsent(OTHER, key(1));
    KnownServersFile full = on(StoppingDisk.failingAt(1));
    KeyStorageException refused =
        assertThrows(KeyStorageException.class, () -> full.putIfAbsent(ROUTER, key(2)));
    assertTrue(
        refused
            .getMessage()
            .startsWith(
                "The known-servers file " + file + " cannot be added to (the disk is full)"),
        refused.getMessage());
    assertEquals(Optional.empty(), servers.putIfAbsent(ROUTER, key(3)));
  }
}
