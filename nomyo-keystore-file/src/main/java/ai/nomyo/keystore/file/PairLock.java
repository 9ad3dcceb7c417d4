// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Lets one thread of one process at a time change a pair. The lock file stays: a file that others
 * may be waiting for cannot be removed without letting two of them in.
 */
final class PairLock {

  /** What is done under the lock. */
  interface Work<T> {
    T with(Journal journal) throws IOException, KeyStorageException;
  }

  /** A change takes milliseconds: whoever has the lock for longer hangs. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(25);

  private PairLock() {}

  /**
   * Waits for the lock, and gives it back when the work is over.
   *
   * @throws KeyStorageException also if another process keeps the lock for 30 s
   */
  static <T> T holding(Path file, Disk disk, Time time, Work<T> work)
      throws IOException, KeyStorageException {
    Deadline deadline = Deadline.after(LONGEST_WAIT, time);
    Optional<T> done = attempt(file, disk, work);
    while (done.isEmpty()) {
      checkLeft(deadline, file);
      pause(time);
      done = attempt(file, disk, work);
    }
    return done.get();
  }

  /** Empty if another process has the lock. No thread waits for that while others wait for it. */
  private static <T> Optional<T> attempt(Path file, Disk disk, Work<T> work)
      throws IOException, KeyStorageException {
    // Closing any channel to the file gives up every lock that the process has on it: so it is
    // closed to give this one back, and opened only when no other thread has one.
    synchronized (monitor(file)) {
      try (FileChannel channel = open(file)) {
        return channel.tryLock() == null
            ? Optional.empty()
            : Optional.of(work.with(new Journal(file, channel, disk)));
      } catch (OverlappingFileLockException e) {
        throw new FileSystemException(
            file.toString(), null, "this process locks it under another name already");
      }
    }
  }

  private static void checkLeft(Deadline deadline, Path file) throws KeyStorageException {
    if (deadline.isOver()) {
      throw new KeyStorageException(
          "The lock file "
              + file
              + " is held by another process, for "
              + LONGEST_WAIT.toSeconds()
              + " s already: end that process if it hangs, and try again",
          null);
    }
  }

  private static void pause(Time time) throws IOException {
    try {
      time.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while another process held the lock file");
    }
  }

  /**
   * A file lock belongs to the process, whatever class loaders this class was loaded by; so does an
   * interned string. No table is kept of it.
   */
  private static Object monitor(Path file) throws IOException {
    Path directory = Disk.directoryOf(file);
    Object identity = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    Object known = identity == null ? directory.toRealPath() : identity;
    return ("ai.nomyo.keystore.file " + known + " " + file.getFileName()).intern();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        Access.OWNER_ONLY.attributes(file.getFileSystem()));
  }
}
