// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static ai.nomyo.keystore.file.KnownKeys.ROUTER;
import static ai.nomyo.keystore.file.KnownKeys.URL;
import static ai.nomyo.keystore.file.KnownKeys.key;
import static ai.nomyo.keystore.file.KnownKeys.pin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.port.KeyStorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what with the file and its directory. */
final class KnownServersAccessTest {

  @TempDir Path root;
  private Path file;
  private KnownServersFile servers;

  @BeforeEach
  void recordKey() throws Exception {
    assumeTrue(Access.isPosix(root.getFileSystem()), "no POSIX permissions here");
    file = root.resolve("new").resolve("known-servers");
    servers = KnownServersFile.at(file);
    servers.putIfAbsent(ROUTER, key(1));
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatWeMake_isNobodyElses() throws Exception {
    assertEquals("rwx------", mode(file.getParent()));
    assertEquals("rw-------", mode(file));
    assertEquals("rw-------", mode(file.resolveSibling(".known-servers.lock")));
    assertEquals(List.of(), servers.check());
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-r--r--", "rwxr-xr-x"})
  void othersMayReadTheFile(String mode) throws Exception {
    mode(file, mode);
    assertEquals(List.of(), servers.check());
    assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "rw--w----, writable by its group (mode 0620)",
    "rw-----w-, writable by others (mode 0602)",
    "rw-rw-rw-, writable by its group and others (mode 0666)"
  })
  void fileThatOthersMayWriteTo_isRefused(String mode, String exposure) throws Exception {
    mode(file, mode);
    String before = Files.readString(file);
    for (KeyStorageException refused :
        List.of(
            assertThrows(KeyStorageException.class, () -> servers.check()),
            assertThrows(KeyStorageException.class, () -> servers.putIfAbsent(ROUTER, key(1))),
            assertThrows(KeyStorageException.class, () -> servers.accept(URL, pin(2))))) {
      assertTrue(
          refused.getMessage().startsWith("The known-servers file " + file + " is " + exposure),
          refused.getMessage());
      assertTrue(refused.getMessage().contains("chmod go-w"), refused.getMessage());
    }
    assertEquals(before, Files.readString(file));
  }

  @Test
  void modeOfWhatALinkLeadsTo_counts() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), file);
    mode(file, "rw-rw----");
    assertThrows(KeyStorageException.class, () -> KnownServersFile.at(link).check());
  }

  @Test
  void directoryThatOthersMayWriteTo_isAWarning() throws Exception {
    mode(file.getParent(), "rwxrwxrwx");
    List<String> warnings = servers.check();
    assertEquals(
        List.of(
            "The directory "
                + file.getParent().toRealPath()
                + " of the known-servers file is writable by its group and others (mode 0777):"
                + " whoever may write there can put another file in its place; run chmod go-w on"
                + " it."),
        warnings);
    assertEquals(Optional.of(key(1)), servers.putIfAbsent(ROUTER, key(2)));
  }

  @Test
  void directoryOfAFileThatIsStillToBeMade_isLookedAt() throws Exception {
    mode(root, "rwxrwxr-x");
    assertEquals(1, KnownServersFile.at(root.resolve("absent")).check().size());
    assertEquals(List.of(), KnownServersFile.at(root.resolve("no/where/absent")).check());
  }

  private String answer(String url) {
    return OtherUser.answerOf(ServersProgram.class, "once", "2", file.toString(), url);
  }

  /** As a mount that may only be read: knowing a key needs no lock. */
  @Test
  void directoryThatMayNotBeWrittenTo_isEnoughForAKnownKey_butNotForANewOne() throws Exception {
    OtherUser.assumePresent(file.getParent());
    Files.delete(file.resolveSibling(".known-servers.lock"));
    mode(file.getParent(), "r-xr-xr-x");
    try {
      assertEquals("known " + pin(1), answer(URL.toString()));
      String answer = answer("https://other.example");
      assertTrue(answer.contains(file + " cannot be added to (permission denied)"), answer);
    } finally {
      mode(file.getParent(), "rwx------");
    }
  }

  @Test
  void fileThatMayNotBeRead_isAnError_andNotTakenForEmpty() throws Exception {
    OtherUser.assumePresent(file.getParent());
    mode(file, "---------");
    String answer = answer(URL.toString());
    assertTrue(answer.contains(file + " cannot be read (permission denied)"), answer);
  }
}
