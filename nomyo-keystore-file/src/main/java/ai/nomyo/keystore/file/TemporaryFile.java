package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * A file under a name of its own in the directory of the file that it is to become. Closing it
 * removes that name.
 */
final class TemporaryFile implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private TemporaryFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** An empty file; its directory is made for the owner alone when there is none. */
  static TemporaryFile besideFor(Path target, Access access) throws IOException {
    Path directory = parent(target);
    Files.createDirectories(
        directory, Access.OWNER_ONLY_DIRECTORY.attributes(directory.getFileSystem()));
    Path file = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    return new TemporaryFile(file, create(file, access));
  }

  private static FileChannel create(Path file, Access access) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        access.attributes(file.getFileSystem()));
  }

  private static Path parent(Path target) {
    return target.toAbsolutePath().getParent();
  }

  Path path() {
    return file;
  }

  /** Writes a secret without leaving a copy of it in a buffer of the JDK's. */
  void write(SecretBytes secret) throws IOException {
    ByteBuffer content = secret.lend();
    if (content.isDirect()) {
      write(content);
      return;
    }
    try (SecretBytes copy = SecretMemory.offHeap().allocate(secret.size())) {
      copy.lend().put(content);
      write(copy.lend());
    }
  }

  void write(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
    channel.force(true);
  }

  /**
   * Gives the file its final name, for good.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken
   */
  void linkTo(Path target) throws IOException {
    Files.createLink(target, file);
    force(parent(target));
  }

  // Only POSIX systems open a directory as a file.
  private static void force(Path directory) throws IOException {
    if (Access.isPosix(directory.getFileSystem())) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
