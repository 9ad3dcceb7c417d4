// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.time.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A known-servers file as bytes on disk: who may write it, what is in it, and adding to it. */
final class HistoryFile {

  /** Some 8,000 keys. */
  private static final int MAX_BYTES = 1024 * 1024;

  private final Path file;
  private final Disk disk;
  private final Time time;

  HistoryFile(Path file, Disk disk, Time time) {
    this.file = file;
    this.disk = disk;
    this.time = time;
  }

  Path path() {
    return file;
  }

  /**
   * What is in it, which is nothing when it does not exist. Needs no lock: a line that is being
   * written is not whole, and does not count yet.
   *
   * @throws KeyStorageException if it cannot be read, understood or relied on
   */
  ServerHistory read() throws KeyStorageException {
    try {
      checkKind();
      checkWriters();
      // Comments may be in any encoding; the rest is ASCII.
      return ServerHistory.in(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      checkNothingIsThere(e);
      return ServerHistory.in(file, "");
    } catch (IOException e) {
      throw failure("cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** Opening a named pipe would block. */
  private void checkKind() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    if (attributes.size() > MAX_BYTES) {
      throw new FileSystemException(
          file.toString(), null, attributes.size() + " bytes, at most " + MAX_BYTES + " are read");
    }
  }

  private void checkWriters() throws IOException, KeyStorageException {
    Optional<String> writers = Exposure.writersOf(file);
    if (writers.isPresent()) {
      throw failure(
          "is "
              + writers.get()
              + ", who could have put keys of theirs into it: look at its lines, then run chmod"
              + " go-w on it",
          null);
    }
  }

  /**
   * A link that leads nowhere may lead to a history again tomorrow. JDK 17 tells a missing file
   * from a path that leads through a file, JDK 25 does not.
   */
  private void checkNothingIsThere(NoSuchFileException e) throws KeyStorageException {
    if (Files.isSymbolicLink(file)) {
      throw failure("cannot be read (it is a link that leads nowhere)", e);
    }
    if (Files.isRegularFile(directory())) {
      throw failure("cannot be read (" + directory() + " is not a directory)", e);
    }
  }

  /** Who else may write to the directory, in a sentence. */
  List<String> warnings() throws IOException {
    Path directory = Files.exists(file) ? Disk.directoryOf(file.toRealPath()) : directory();
    return Files.notExists(directory)
        ? List.of()
        : Exposure.writersOf(directory).map(who -> openDirectory(directory, who)).stream().toList();
  }

  private static String openDirectory(Path directory, String who) {
    return "The directory "
        + directory
        + " of the known-servers file is "
        + who
        + ": whoever may write there can put another file in its place; run chmod go-w on it.";
  }

  /** Waits until nobody else adds anything, and lets nobody else do so until the work is over. */
  <T> T locked(Uninterrupted.Work<T> work) throws IOException, KeyStorageException {
    disk.makeDirectory(directory());
    // Not on the file itself: a thread that reads it and closes it would give up the lock.
    Path lock = file.resolveSibling("." + file.getFileName() + ".lock");
    return PairLock.holding(lock, disk, time, journal -> work.run());
  }

  /** Adds a text in ASCII to its end, by the holder of the lock. */
  void append(String text) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new FileSystemException(file.toString(), null, "a link: name the file it leads to");
    }
    disk.append(file, Access.OWNER_ONLY, StandardCharsets.US_ASCII.encode(text));
    disk.sync(directory());
  }

  private Path directory() {
    return Disk.directoryOf(file);
  }

  KeyStorageException failure(String problem, @Nullable Exception cause) {
    return new KeyStorageException("The known-servers file " + file + " " + problem, cause);
  }
}
