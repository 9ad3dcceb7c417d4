// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KeyStore.Previous;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.time.Time;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Saves and replaces a pair under its lock, or says why that is refused. */
final class PairWriter {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private interface Work<T> {
    T with(PairChange change) throws IOException, KeyStorageException;
  }

  private final PairFiles files;
  private final Disk disk;
  private final Time time;

  PairWriter(PairFiles files, Disk disk, Time time) {
    this.files = files;
    this.disk = disk;
    this.time = time;
  }

  /**
   * Brings an interrupted change to an end.
   *
   * @return what hinders that, in a sentence: the pair is whole either way
   */
  Optional<String> recover() {
    try {
      return afterRecovery(change -> Optional.empty());
    } catch (KeyStorageException e) {
      return Optional.of(e.getMessage() + ".");
    } catch (IOException e) {
      return Optional.of(
          "An interrupted change of the key pair in "
              + files.privateHalf().place()
              + " cannot be brought to an end ("
              + IoReason.of(e)
              + "): the pair is whole, but other files of that change are left beside it.");
    }
  }

  void save(SecretBytes privateKeyPem, String publicKeyPem) throws KeyStorageException {
    checkSize(privateKeyPem, publicKeyPem);
    try {
      for (Half half : files.halves().toList()) {
        disk.makeDirectory(half.directory());
      }
      afterRecovery(change -> saved(change, privateKeyPem, publicKeyPem));
    } catch (FileAlreadyExistsException e) {
      throw taken(e);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static void checkSize(SecretBytes privateKeyPem, String publicKeyPem)
      throws KeyStorageException {
    int size = Math.max(privateKeyPem.size(), publicKeyPem.length());
    if (size > KeyFile.MAX_BYTES) {
      throw new KeyStorageException(
          "The key pair was not saved, because it could not be loaded again: one half has "
              + size
              + " bytes, a key has at most "
              + KeyFile.MAX_BYTES,
          null);
    }
  }

  private Half saved(PairChange change, SecretBytes privateKeyPem, String publicKeyPem)
      throws IOException {
    for (Half half : files.halves().toList()) {
      if (half.isTaken()) {
        throw new FileAlreadyExistsException(half.place().toString());
      }
    }
    change.first(privateKeyPem, publicKeyPem);
    return files.privateHalf();
  }

  /** The path of the previous private key, when it is kept. */
  Optional<String> replace(
      SecretBytes previous, SecretBytes privateKeyPem, String publicKeyPem, Previous fate)
      throws KeyStorageException {
    checkSize(privateKeyPem, publicKeyPem);
    try {
      return afterRecovery(
          change -> {
            checkReplaceable(previous);
            Optional<String> stamp =
                fate == Previous.KEPT ? Optional.of(freeStamp()) : Optional.empty();
            change.replace(previous, privateKeyPem, publicKeyPem, stamp);
            return stamp.map(files.privateHalf()::backup).map(Path::toString);
          });
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void checkReplaceable(SecretBytes previous) throws KeyStorageException {
    for (Half half : files.halves().toList()) {
      if (Files.isSymbolicLink(half.place())) {
        throw new KeyStorageException(
            "The key pair was not replaced, because "
                + half.place()
                + " is a link: replace the pair where it leads to",
            null);
      }
    }
    if (!new PairReader(files).isStill(Optional.of(previous), SecretMemory.offHeap())) {
      throw new KeyStorageException(
          "The key pair in "
              + files.privateHalf().place()
              + " was not replaced, because it is not the one that was loaded any more: load it"
              + " again",
          null);
    }
  }

  private String freeStamp() {
    String now = STAMP.format(time.now());
    String stamp = now;
    for (int count = 2; isTaken(stamp); count++) {
      stamp = now + "-" + count;
    }
    return stamp;
  }

  private boolean isTaken(String stamp) {
    return files
        .halves()
        .anyMatch(half -> Files.exists(half.backup(stamp), LinkOption.NOFOLLOW_LINKS));
  }

  private <T> T afterRecovery(Work<T> work) throws IOException, KeyStorageException {
    return Uninterrupted.run(
        () ->
            PairLock.holding(
                files.lockFile(),
                disk,
                time,
                journal -> {
                  PairChange change = new PairChange(files, journal, disk);
                  change.recover();
                  return work.with(change);
                }));
  }

  private static KeyStorageException taken(FileAlreadyExistsException e) {
    return new KeyStorageException(
        "The key pair was not saved, because "
            + e.getFile()
            + " exists and is never replaced: move it away, or choose another directory",
        e);
  }

  private KeyStorageException unwritable(IOException e) {
    return new KeyStorageException(
        "The key pair cannot be saved in "
            + files.privateHalf().place()
            + " ("
            + IoReason.of(e)
            + "): the directory must be writable and its disk have room; or choose another one",
        e);
  }
}
