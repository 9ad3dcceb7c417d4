package ai.nomyo.keystore.file;

import ai.nomyo.core.port.KeyStorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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

  private PairLock() {}

  /** Waits for the lock, and gives it back when the work is over. */
  static <T> T holding(Path file, Disk disk, Work<T> work) throws IOException, KeyStorageException {
    // Closing any channel to the file gives up every lock that the process has on it: so it is
    // closed to give this one back, and opened only when no other thread has one.
    synchronized (monitor(file)) {
      try (FileChannel channel = open(file)) {
        channel.lock();
        return work.with(new Journal(file, channel, disk));
      } catch (OverlappingFileLockException e) {
        throw new FileSystemException(
            file.toString(), null, "this process locks it under another name already");
      }
    }
  }

  /**
   * A file lock belongs to the process, whatever class loaders this class was loaded by; so does an
   * interned string. No table is kept of it.
   */
  private static Object monitor(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
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
