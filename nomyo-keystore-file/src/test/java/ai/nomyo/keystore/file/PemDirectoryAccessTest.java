// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with the files of a pair. */
final class PemDirectoryAccessTest {

  @TempDir Path root;
  private Path directory;
  private Path privateKey;
  private KeyStore store;

  @BeforeEach
  void savePair() throws Exception {
    assumeTrue(Access.isPosix(root.getFileSystem()), "no POSIX permissions here");
    directory = root.resolve("keys");
    privateKey = directory.resolve("private_key.pem");
    store = PemDirectoryKeyStore.in(directory);
    Pairs.save(store, "one");
  }

  private static void mode(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Nested
  class ForeignEyes {

    @Test
    void whatWeMake_isNobodyElses() throws Exception {
      try (PemKeyPair pair = Pairs.load(store).orElseThrow()) {
        assertEquals(Optional.empty(), pair.exposure());
        assertEquals(List.of(), pair.warnings());
      }
    }

    @ParameterizedTest
    @CsvSource({
      "rw-r-----, readable by its group (mode 0640)",
      "rw----r--, readable by others (mode 0604)",
      "rw-r--r--, readable by its group and others (mode 0644)",
      "rw--w----, writable by its group (mode 0620)",
      "'rw-rw-r--', 'readable by its group and others, writable by its group (mode 0664)'"
    })
    void privateKeyThatOthersMayUse_isExposed(String mode, String exposure) throws Exception {
      mode(privateKey, mode);

      assertExposure(exposure, store);
    }

    private void assertExposure(String exposure, KeyStore store) throws KeyStorageException {
      try (PemKeyPair pair = Pairs.load(store).orElseThrow()) {
        assertEquals(Optional.of(exposure), pair.exposure());
      }
    }

    @Test
    void modeOfWhatALinkLeadsTo_counts() throws Exception {
      Path links = Files.createDirectory(root.resolve("links"));
      Files.createSymbolicLink(links.resolve("private_key.pem"), privateKey);
      mode(privateKey, "rw-r-----");

      assertExposure("readable by its group (mode 0640)", PemDirectoryKeyStore.in(links));
    }

    @Test
    void directoryThatOthersMayWriteTo_isAWarning() throws Exception {
      mode(directory, "rwxrwxr-x");

      try (PemKeyPair pair = Pairs.load(store).orElseThrow()) {
        assertEquals(Optional.empty(), pair.exposure());
        String warning = pair.warnings().get(0);
        assertTrue(warning.contains(directory + " is writable by its group (mode 0775)"), warning);
        assertTrue(warning.contains("chmod go-w"), warning);
      }
    }
  }

  /** Somebody whom modes hinder. */
  @Nested
  class OrdinaryUser {

    @BeforeEach
    void givePair() throws Exception {
      OtherUser.assumePresent(directory);
    }

    @AfterEach
    void letItBeRemoved() throws IOException {
      mode(directory, "rwx------");
    }

    private void assertAnswer(String command, String... parts) {
      String answer = OtherUser.answer(command, directory);
      for (String part : parts) {
        assertTrue(answer.contains(part), answer);
      }
    }

    @Test
    void unreadableKey_isAnError_andNeverOverwritten() throws Exception {
      mode(privateKey, "---------");

      assertAnswer("load", privateKey.toString(), "permission denied", "make it readable");
      assertAnswer("save", privateKey.toString(), "never replaced");
      mode(privateKey, "rw-------");
      assertEquals(Pairs.privatePem("one"), Files.readString(privateKey));
    }

    @Test
    void directoryThatMayNotBeEntered_isAnError() throws Exception {
      mode(directory, "---------");

      assertAnswer("load", directory.toString(), "permission denied");
      assertAnswer("save", directory.toString(), "permission denied", "must be writable");
    }

    @Test
    void readOnlyDirectory_isLoadedFrom_withoutALockFile() throws Exception {
      Files.delete(directory.resolve(Pairs.LOCK));
      mode(directory, "r-x------");

      assertEquals("[]one", OtherUser.answer("load", directory));
      assertEquals(List.of("private_key.pem", "public_key.pem"), Pairs.namesIn(directory));
    }

    @Test
    void readOnlyDirectory_isSavedToByNobody_andStaysEmpty() throws Exception {
      for (String name : Pairs.namesIn(directory)) {
        Files.delete(directory.resolve(name));
      }
      mode(directory, "r-x------");

      assertAnswer("save", directory.toString(), "permission denied", "must be writable");
      assertEquals(List.of(), Pairs.namesIn(directory));
    }

    @Test
    void interruptedChangeInAReadOnlyDirectory_isAWarning_andThePairIsLoaded() throws Exception {
      KeyStore killed = PemDirectoryKeyStore.in(directory, StoppingDisk.killedAt(14), Time.SYSTEM);
      assertThrows(
          StoppingDisk.Killed.class, () -> Pairs.replace(killed, "one", "two", Previous.REMOVED));
      OtherUser.give(directory);
      mode(directory, "r-x------");

      assertAnswer("load", privateKey.toString(), "permission denied", "the pair is whole", "]one");
    }
  }
}
