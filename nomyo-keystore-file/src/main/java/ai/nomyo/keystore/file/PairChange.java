// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts a pair in its place, under the lock, in steps that can be interrupted anywhere:
 *
 * <ol>
 *   <li>The journal says what is begun and under which names.
 *   <li>Both new halves are written beside their places; so is a copy of the previous private half
 *       when it is to be kept.
 *   <li>The journal says that they are whole.
 *   <li>The previous public half is renamed out of its place.
 *   <li>The new private half is renamed into its place, over the previous one. This decides: before
 *       it, whoever comes next undoes what was done; after it, they finish it.
 *   <li>The new public half is renamed into its place, the previous pair into its backup.
 *   <li>The journal is emptied.
 * </ol>
 *
 * <p>Each step is on disk before the next one. At no moment are halves of two pairs in their
 * places, so that who knows nothing of the journal reads a whole pair, too: a private key alone is
 * one, the public half follows from it.
 */
final class PairChange {

  private final PairFiles files;
  private final Journal journal;
  private final Disk disk;

  PairChange(PairFiles files, Journal journal, Disk disk) {
    this.files = files;
    this.journal = journal;
    this.disk = disk;
  }

  /** Brings a change that was interrupted to an end: the previous pair, or the new one. */
  void recover() throws IOException, KeyStorageException {
    Optional<Journal.Entry> open = journal.open();
    if (open.isPresent()) {
      checkSameFiles(open.get());
      settle(open.get());
    }
    journal.clear();
  }

  private void checkSameFiles(Journal.Entry change) throws KeyStorageException {
    if (!change.publicName().equals(files.publicName())) {
      throw new KeyStorageException(
          "A change of the private key in "
              + files.privateHalf().place()
              + " together with the public key in "
              + change.publicName()
              + " was interrupted: load the two together once",
          null);
    }
  }

  private void settle(Journal.Entry change) throws IOException {
    if (change.ready() && isDecided(change)) {
      finish(change);
    } else {
      undo(change);
    }
  }

  private boolean isDecided(Journal.Entry change) {
    return Files.notExists(files.privateHalf().fresh(change), LinkOption.NOFOLLOW_LINKS);
  }

  /** Puts a pair where none is. */
  void first(SecretBytes privateKeyPem, String publicKeyPem) throws IOException {
    make(privateKeyPem, publicKeyPem, Optional.empty(), Optional.empty(), disk::rename);
  }

  /**
   * Puts a pair in the place of another.
   *
   * @param stamp for the names that the previous pair is kept under; empty when it is not kept
   */
  void replace(
      SecretBytes previous, SecretBytes privateKeyPem, String publicKeyPem, Optional<String> stamp)
      throws IOException {
    make(privateKeyPem, publicKeyPem, stamp, stamp.map(kept -> previous), disk::replace);
  }

  private interface Move {
    void move(Path file, Path to) throws IOException;
  }

  private void make(
      SecretBytes privateKeyPem,
      String publicKeyPem,
      Optional<String> stamp,
      Optional<SecretBytes> kept,
      Move commit)
      throws IOException {
    Journal.Entry change = Journal.Entry.fresh(stamp, files.publicName());
    try {
      journal.begin(change);
      writePublic(change, publicKeyPem);
      writePrivate(change, privateKeyPem, kept);
      journal.ready();
      clearPublic(change);
      Half half = files.privateHalf();
      commit.move(half.fresh(change), half.place());
      disk.sync(half.directory());
    } catch (IOException | RuntimeException e) {
      recoverFrom(e);
      throw e;
    }
    finishNowOrLater();
  }

  private void writePublic(Journal.Entry change, String pem) throws IOException {
    if (files.publicHalf().isPresent()) {
      Half half = files.publicHalf().get();
      ByteBuffer text = StandardCharsets.UTF_8.encode(pem);
      disk.create(half.fresh(change), half.access(), text);
      disk.sync(half.directory());
    }
  }

  private void writePrivate(Journal.Entry change, SecretBytes fresh, Optional<SecretBytes> previous)
      throws IOException {
    Half half = files.privateHalf();
    disk.create(half.fresh(change), half.access(), fresh);
    if (previous.isPresent()) {
      disk.create(half.former(change), half.access(), previous.get());
    }
    disk.sync(half.directory());
  }

  private void clearPublic(Journal.Entry change) throws IOException {
    if (files.publicHalf().isPresent()) {
      Half half = files.publicHalf().get();
      disk.rename(half.place(), half.former(change));
      disk.sync(half.directory());
    }
  }

  private void recoverFrom(Exception failure) {
    try {
      recover();
    } catch (IOException | KeyStorageException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  /** The new pair is in place; what is left to do is tidying, which the next one would do, too. */
  private void finishNowOrLater() {
    try {
      recover();
    } catch (IOException | KeyStorageException later) {
      // The journal stays open.
    }
  }

  private void finish(Journal.Entry change) throws IOException {
    if (files.publicHalf().isPresent()) {
      Half half = files.publicHalf().get();
      place(half, half.fresh(change));
    }
    for (Half half : files.halves().toList()) {
      if (change.stamp().isPresent()) {
        disk.rename(half.former(change), half.backup(change.stamp().get()));
      } else {
        disk.delete(half.former(change));
      }
      disk.sync(half.directory());
    }
  }

  /** Unless somebody else has put a file there meanwhile: that one stays. */
  private void place(Half half, Path file) throws IOException {
    if (half.isTaken()) {
      disk.delete(file);
    } else {
      disk.rename(file, half.place());
    }
  }

  /** The new private half goes last: as long as it is there, there is something to undo. */
  private void undo(Journal.Entry change) throws IOException {
    if (files.publicHalf().isPresent()) {
      Half half = files.publicHalf().get();
      place(half, half.former(change));
      disk.delete(half.fresh(change));
      disk.sync(half.directory());
    }
    Half half = files.privateHalf();
    disk.delete(half.former(change));
    disk.delete(half.fresh(change));
    disk.sync(half.directory());
  }
}
