// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class PemDirectoryReplaceTest {

  private static final FakeTime CLOCK = new FakeTime("2026-11-22T17:43:02.9Z");

  private static final int CHANGES = 80;

  @TempDir Path directory;
  private Path privateKey;
  private Path publicKey;
  private Path lock;
  private KeyStore store;

  @BeforeEach
  void savePair() throws KeyStorageException {
    privateKey = directory.resolve("private_key.pem");
    publicKey = directory.resolve("public_key.pem");
    lock = directory.resolve(Pairs.LOCK);
    store = PemDirectoryKeyStore.in(directory, Disk.REAL, CLOCK);
    Pairs.save(store, "one");
  }

  private static void assertRefused(Executable action, Object... parts) {
    String message = assertThrows(KeyStorageException.class, action).getMessage();
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), message);
    }
  }

  private void assertHolds(String name, KeyStore store) throws KeyStorageException {
    PemKeyPair pair = Pairs.load(store).orElseThrow();
    assertEquals(List.of(), pair.warnings());
    assertEquals(name, Pairs.nameOf(pair));
  }

  @Nested
  class Backups {

    @Test
    void haveTheTimeInTheirNames_andTheOwnersMode() throws Exception {
      assertEquals(
          Optional.of(directory.resolve("private_key.20261122T174302Z.pem").toString()),
          Pairs.replace(store, "one", "two", Previous.KEPT));
      assertEquals(Pairs.privatePem("one"), read("private_key.20261122T174302Z.pem"));
      assertEquals(Pairs.publicPem("one"), read("public_key.20261122T174302Z.pem"));
      assertMode("rw-------", "private_key.20261122T174302Z.pem");
      assertMode("rw-r--r--", "public_key.20261122T174302Z.pem");
      assertMode("rw-------", "private_key.pem");
      assertMode("rw-r--r--", "public_key.pem");
    }

    @Test
    void ofTheSameSecond_areCounted_alsoWhenOneHalfIsTaken() throws Exception {
      Pairs.replace(store, "one", "two", Previous.KEPT);
      Files.writeString(directory.resolve("public_key.20261122T174302Z-2.pem"), "another's");
      Pairs.replace(store, "two", "three", Previous.KEPT);

      assertEquals(Pairs.privatePem("one"), read("private_key.20261122T174302Z.pem"));
      assertEquals("another's", read("public_key.20261122T174302Z-2.pem"));
      assertEquals(Pairs.privatePem("two"), read("private_key.20261122T174302Z-3.pem"));
      assertEquals(Pairs.publicPem("two"), read("public_key.20261122T174302Z-3.pem"));
    }

    @Test
    void ofAFileWithoutAnEnding_haveTheTimeBehindIt() throws Exception {
      Path file = directory.resolve("secret");
      KeyStore alone = PemDirectoryKeyStore.ofFiles(file, null);
      Pairs.save(alone, "one");

      String kept = Pairs.replace(alone, "one", "two", Previous.KEPT).orElseThrow();
      assertTrue(kept.matches(".*/secret\\.\\d{8}T\\d{6}Z"), kept);
      assertEquals(Pairs.privatePem("one"), Files.readString(Path.of(kept)));
    }

    @Test
    void areNotMadeOfAPairThatIsRemoved() throws Exception {
      assertEquals(Optional.empty(), Pairs.replace(store, "one", "two", Previous.REMOVED));
      assertEquals(
          List.of(Pairs.LOCK, "private_key.pem", "public_key.pem"), Pairs.namesIn(directory));
    }

    private String read(String name) throws IOException {
      return Files.readString(directory.resolve(name));
    }

    private void assertMode(String mode, String name) throws IOException {
      if (Access.isPosix(directory.getFileSystem())) {
        assertEquals(
            mode,
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))));
      }
    }
  }

  @Test
  void missingPublicHalf_isThereAfterwards() throws Exception {
    Files.delete(publicKey);
    Pairs.replace(store, "one", "two", Previous.KEPT);

    assertHolds("two", store);
    assertEquals(Pairs.publicPem("two"), Files.readString(publicKey));
  }

  @Test
  void pairOfAnotherSize_isNotReplaced() {
    assertRefused(
        () -> Pairs.replace(store, "one more", "two", Previous.KEPT), privateKey, "load it again");
  }

  @Test
  void link_isFollowedByLoading_butNotReplaced() throws Exception {
    Path links = Files.createDirectory(directory.resolve("links"));
    Files.createSymbolicLink(links.resolve("private_key.pem"), privateKey);
    Files.createSymbolicLink(links.resolve("public_key.pem"), publicKey);
    KeyStore linked = PemDirectoryKeyStore.in(links);

    assertHolds("one", linked);
    assertRefused(
        () -> Pairs.replace(linked, "one", "two", Previous.KEPT),
        links.resolve("private_key.pem"),
        "is a link");
    assertHolds("one", linked);
  }

  @Test
  void directoryBehindALink_isTheSameStore() throws Exception {
    Path link = directory.resolveSibling(directory.getFileName() + "-link");
    Files.createSymbolicLink(link, directory);
    try {
      Pairs.replace(PemDirectoryKeyStore.in(link), "one", "two", Previous.REMOVED);
      assertFalse(Files.isSymbolicLink(privateKey));
      assertHolds("two", store);
    } finally {
      Files.delete(link);
    }
  }

  @Nested
  class InterruptedChange {

    private static final int HALFWAY = 15;

    @BeforeEach
    void interrupt() {
      KeyStore killed = PemDirectoryKeyStore.in(directory, StoppingDisk.killedAt(HALFWAY), CLOCK);
      assertThrows(
          StoppingDisk.Killed.class, () -> Pairs.replace(killed, "one", "two", Previous.KEPT));
      assertTrue(lock.toFile().length() > 0);
    }

    @Test
    void filesThatItDidNotMake_areLeftAlone() throws Exception {
      List<Path> others = new ArrayList<>();
      for (String ending : List.of("new", "old", "00000000-0000-0000-0000-000000000000.new")) {
        others.add(Files.writeString(directory.resolve(".private_key.pem." + ending), ending));
      }
      Pairs.load(store);

      for (Path other : others) {
        assertTrue(other.toString().endsWith(Files.readString(other)));
      }
      assertEquals(others.size() + 3, Pairs.namesIn(directory).size());
    }

    @Test
    void isLeftToTheStoreOfTheSameFiles() throws Exception {
      KeyStore other = PemDirectoryKeyStore.ofFiles(privateKey, null);
      List<String> before = Pairs.namesIn(directory);
      PemKeyPair pair = Pairs.load(other).orElseThrow();

      assertEquals("one", Pairs.nameOf(pair));
      assertTrue(pair.warnings().get(0).contains("public_key.pem"), pair::toString);
      assertRefused(
          () -> Pairs.replace(other, "one", "three", Previous.KEPT),
          privateKey,
          "public_key.pem",
          "was interrupted");
      assertEquals(before, Pairs.namesIn(directory));
      assertHolds("one", store);
    }

    @Test
    void thatCannotBeLocked_isAWarning_andThePairIsLoaded() throws Exception {
      Files.delete(lock);
      Files.createDirectory(lock); // stands for a lock that cannot be had
      Files.createDirectory(lock.resolve("entry"));
      PemKeyPair pair = Pairs.load(store).orElseThrow();

      assertEquals("one", Pairs.nameOf(pair));
      assertTrue(pair.warnings().get(0).contains(privateKey.toString()), pair::toString);
      assertRefused(() -> Pairs.replace(store, "one", "three", Previous.KEPT), privateKey);
    }
  }

  @Nested
  class LockFile {

    @Test
    void ofSomebodyElse_isNeverWrittenTo() throws Exception {
      Files.writeString(lock, "mine\n");
      PemKeyPair pair = Pairs.load(store).orElseThrow();

      assertEquals("one", Pairs.nameOf(pair));
      assertTrue(pair.warnings().get(0).contains(lock.toString()), pair::toString);
      assertRefused(() -> Pairs.replace(store, "one", "two", Previous.KEPT), lock, "move it away");
      assertEquals("mine\n", Files.readString(lock));
    }

    @Test
    void thatIsALink_isNotFollowed() throws Exception {
      Path target = directory.resolve("target");
      Files.delete(lock);
      Files.createSymbolicLink(lock, target);

      assertRefused(() -> Pairs.replace(store, "one", "two", Previous.KEPT), privateKey);
      assertFalse(Files.exists(target));
    }

    @Test
    void cutInItsFirstLine_meansThatNothingWasBegun() throws Exception {
      for (String cut : List.of("nomyo-k", "nomyo-key-pair 1 ", "nomyo-key-pair 1 0123-")) {
        Files.writeString(lock, cut);
        assertHolds("one", store);
        assertEquals(0, Files.size(lock));
      }
      Pairs.replace(store, "one", "two", Previous.REMOVED);
      assertHolds("two", store);
    }
  }

  /** As on a read-only mount, beside a program that changes the pair there. */
  @Test
  @Timeout(60)
  void readingWithoutALock_neverSeesHalvesOfTwoPairs() throws Exception {
    PairReader reader = new PairReader(PairFiles.of(privateKey, publicKey));
    FutureTask<Integer> replacing =
        new FutureTask<>(
            () -> {
              int count = 0;
              for (String name = "one"; count < CHANGES; count++) {
                Pairs.replace(store, name, "next" + count, Previous.REMOVED);
                name = "next" + count;
              }
              return count;
            });
    Thread thread = new Thread(replacing);
    thread.start();
    int whole = 0;
    while (!replacing.isDone()) {
      PemKeyPair pair = reader.read(SecretMemory.offHeap(), new ArrayList<>()).orElseThrow();
      whole += pair.publicKeyPem().isPresent() ? 1 : 0;
      Pairs.nameOf(pair);
    }
    assertEquals(CHANGES, replacing.get());
    assertTrue(whole > 0, "no whole pair was ever read");
  }
}
