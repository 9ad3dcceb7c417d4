// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.PemKeyPair;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.StoredKey;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PemDirectoryKeyStoreTest {

  private static final String PRIVATE_PEM = "private\n";
  private static final String PUBLIC_PEM = "public\n";
  private static final String LOCK = ".private_key.pem.lock";

  @TempDir Path root;
  private Path directory;
  private Path privateKey;
  private Path publicKey;
  private KeyStore store;

  @BeforeEach
  void openStore() {
    directory = root.resolve("deep").resolve("keys");
    privateKey = directory.resolve("private_key.pem");
    publicKey = directory.resolve("public_key.pem");
    store = PemDirectoryKeyStore.in(directory);
  }

  @Nested
  class Loading {

    @Test
    void privateKey_isReadOutsideTheHeap_soThatTheJdkBuffersNoCopy() throws Exception {
      Pairs.save(store, "one");
      try (StoredKey stored = store.load(SecretMemory.onHeap()).orElseThrow()) {
        assertTrue(((PemKeyPair) stored).privateKeyPem().lend().isDirect());
      }
    }

    @Test
    void missingPublicKey_isAbsentFromThePair() throws Exception {
      Files.createDirectories(directory);
      Files.writeString(privateKey, PRIVATE_PEM);

      assertLoaded(store, Optional.empty());
    }

    @Test
    void orphanedPublicKey_isAnErrorThatNamesBothFiles() throws Exception {
      Files.createDirectories(directory);
      Files.writeString(publicKey, PUBLIC_PEM);

      assertLoadFails(privateKey.toString(), publicKey.toString(), "move the public one away");
    }

    @Test
    void directoryInAKeysPlace_isAnError() throws Exception {
      Files.createDirectories(privateKey);

      assertLoadFails(privateKey.toString(), "not a regular file", "move it away");
    }

    @Test
    void directoryInThePublicKeysPlace_isAnError() throws Exception {
      Files.createDirectories(publicKey);
      Files.writeString(privateKey, PRIVATE_PEM);

      assertLoadFails(publicKey.toString(), "not a regular file", "move it away");
    }

    @Test
    void fileInTheDirectorysPlace_isAnError() throws Exception {
      Files.createDirectories(root.resolve("deep"));
      Files.writeString(directory, "no directory");

      assertLoadFails(directory.toString());
    }

    @Test
    void sixtyFourKibibytes_areStillAKey() throws Exception {
      Files.createDirectories(directory);
      Files.write(privateKey, new byte[64 * 1024]);

      try (PemKeyPair key = (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow()) {
        assertEquals(64 * 1024, key.privateKeyPem().size());
      }
    }

    @Test
    void hugeFile_isNotRead() throws Exception {
      Files.createDirectories(directory);
      Files.write(privateKey, new byte[64 * 1024 + 1]);

      assertLoadFails(privateKey.toString(), "65537 bytes", "65536");
    }

    @Test
    void publicKeyThatIsNoText_isAnError() throws Exception {
      Files.createDirectories(directory);
      Files.writeString(privateKey, PRIVATE_PEM);
      Files.write(publicKey, new byte[] {(byte) 0xff});

      assertLoadFails(publicKey.toString(), "not UTF-8 text");
    }

    @Test
    void privateKey_isReadIntoMemoryOutsideTheHeap() throws Exception {
      save();

      try (PemKeyPair key = (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow()) {
        assertTrue(key.privateKeyPem().lend().isDirect());
      }
    }

    @Test
    void linkToAKey_isFollowed() throws Exception {
      Files.createDirectories(directory);
      Path elsewhere = Files.writeString(root.resolve("mounted.pem"), PRIVATE_PEM);
      Files.createSymbolicLink(privateKey, elsewhere);

      assertLoaded(store, Optional.empty());
    }
  }

  @Nested
  class Saving {

    @Test
    void files_haveTheirModes_andNothingElseIsLeft() throws Exception {
      assumePosix();
      save();

      assertEquals("rwx------", mode(directory.getParent()));
      assertEquals("rwx------", mode(directory));
      assertEquals("rw-------", mode(privateKey));
      assertEquals("rw-r--r--", mode(publicKey));
      assertEquals(List.of(LOCK, "private_key.pem", "public_key.pem"), names());
      assertEquals("rw-------", mode(directory.resolve(LOCK)));
      assertEquals(0, Files.size(directory.resolve(LOCK)));
    }

    @Test
    void directoryThatExists_keepsItsMode() throws Exception {
      assumePosix();
      Files.createDirectories(directory);
      withPermissions(directory, "rwxr-x---");
      save();

      assertEquals("rwxr-x---", mode(directory));
    }

    @Test
    void existingPrivateKey_isLeftAlone() throws Exception {
      Files.createDirectories(directory);
      Files.writeString(privateKey, "older");

      assertSaveFails(privateKey.toString(), "never replaced", "move it away");
      assertEquals("older", Files.readString(privateKey));
      assertEquals(List.of(LOCK, "private_key.pem"), names());
    }

    @Test
    void existingPublicKey_isLeftAlone_andNoPrivateOneJoinsIt() throws Exception {
      Files.createDirectories(directory);
      Files.writeString(publicKey, "older");

      assertSaveFails(publicKey.toString(), "never replaced");
      assertEquals("older", Files.readString(publicKey));
      assertEquals(List.of(LOCK, "public_key.pem"), names());
    }

    @Test
    void pairThatCouldNotBeLoaded_isNotSaved() throws Exception {
      try (SecretBytes secret = SecretBytes.owning(new byte[64 * 1024 + 1])) {
        assertSays(
            assertThrows(KeyStorageException.class, () -> store.save(secret, PUBLIC_PEM)),
            "65537 bytes",
            "65536");
      }
      assertFalse(Files.exists(directory));
    }

    @Test
    void danglingLink_isNotWrittenThrough() throws Exception {
      Files.createDirectories(directory);
      Path target = root.resolve("target");
      Files.createSymbolicLink(privateKey, target);

      assertSaveFails(privateKey.toString());
      assertTrue(Files.isSymbolicLink(privateKey));
      assertFalse(Files.exists(target));
    }

    @Test
    void fileInTheDirectorysPlace_isLeftAlone() throws Exception {
      Files.createDirectories(root.resolve("deep"));
      Files.writeString(directory, "no directory");

      assertSaveFails(directory.toString());
      assertEquals("no directory", Files.readString(directory));
    }
  }

  @Nested
  class FilesOfAnyName {

    private Path privateFile;
    private Path publicFile;

    @BeforeEach
    void nameFiles() {
      privateFile = root.resolve("a").resolve("secret.pem");
      publicFile = root.resolve("b").resolve("open.pem");
    }

    @Test
    void mayLieInDifferentDirectories() throws Exception {
      store = PemDirectoryKeyStore.ofFiles(privateFile, publicFile);
      save();

      assertLoaded(store, Optional.of(PUBLIC_PEM));
      assertEquals(PRIVATE_PEM, Files.readString(privateFile));
      assertEquals(PUBLIC_PEM, Files.readString(publicFile));
      assertEquals(privateFile.toString(), store.location());
    }

    @Test
    void withoutAPublicOne_keepThePrivateKeyAlone() throws Exception {
      store = PemDirectoryKeyStore.ofFiles(privateFile, null);
      save();

      assertLoaded(store, Optional.empty());
      assertSaveFails(privateFile.toString());
    }

    @Test
    void sameFileForBoth_isRefused() {
      assertThrows(
          InvalidInputException.class,
          () -> PemDirectoryKeyStore.ofFiles(privateFile, privateFile));
    }

    @Test
    void pathWithoutAName_isRefused() {
      for (Path nameless : List.of(directory.getRoot(), Path.of(""))) {
        assertThrows(
            InvalidInputException.class, () -> PemDirectoryKeyStore.ofFiles(nameless, null));
        assertThrows(
            InvalidInputException.class, () -> PemDirectoryKeyStore.ofFiles(privateFile, nameless));
        assertThrows(InvalidInputException.class, () -> KnownServersFile.at(nameless));
      }
    }

    @Test
    void inTheWorkingDirectory_areFound() throws Exception {
      KeyStore relative = PemDirectoryKeyStore.ofFiles(Path.of("no-such-key.pem"), null);

      assertEquals(Optional.empty(), relative.load(SecretMemory.offHeap()));
    }
  }

  private void save() throws KeyStorageException {
    try (SecretBytes secret = SecretBytes.owning(PRIVATE_PEM.getBytes(UTF_8))) {
      store.save(secret, PUBLIC_PEM);
    }
  }

  private static void assertLoaded(KeyStore store, Optional<String> publicPem)
      throws KeyStorageException {
    try (PemKeyPair key = (PemKeyPair) store.load(SecretMemory.offHeap()).orElseThrow()) {
      assertEquals(PRIVATE_PEM, UTF_8.decode(key.privateKeyPem().lend()).toString());
      assertEquals(publicPem, key.publicKeyPem());
    }
  }

  private void assertLoadFails(String... parts) {
    assertSays(
        assertThrows(KeyStorageException.class, () -> store.load(SecretMemory.offHeap())), parts);
  }

  private void assertSaveFails(String... parts) {
    assertSays(assertThrows(KeyStorageException.class, this::save), parts);
  }

  private static void assertSays(KeyStorageException failure, String... parts) {
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure::getMessage);
    }
  }

  private void assumePosix() {
    assumeTrue(Access.isPosix(root.getFileSystem()), "no POSIX permissions here");
  }

  private void withPermissions(Path file, String mode) throws IOException {
    assumePosix();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
