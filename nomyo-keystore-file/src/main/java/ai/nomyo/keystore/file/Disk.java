// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Changes files step by step, so that what was done outlives a power cut.
 *
 * @param beforeEach runs before every single change; tests stop there
 */
record Disk(Step beforeEach) {

  /** Fails to stop what is being done. */
  interface Step {
    void run() throws IOException;
  }

  static final Disk REAL = new Disk(() -> {});

  /**
   * Refuses what can only be a directory.
   *
   * @throws InvalidInputException if the path is a root, or empty
   */
  static void requireName(String what, Path file) {
    Path name = file.getFileName();
    if (name == null || name.toString().isEmpty()) {
      throw new InvalidInputException(
          what, name == null ? "the root " + file : "an empty path", "a path with a file's name");
    }
  }

  /** Where a file lies; a root lies in itself. */
  static Path directoryOf(Path file) {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /** Makes a directory for the owner alone, with those above it. */
  void makeDirectory(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = directory; at != null && Files.notExists(at); at = at.getParent()) {
      missing.push(at);
    }
    Files.createDirectories(
        directory, Access.OWNER_ONLY_DIRECTORY.attributes(directory.getFileSystem()));
    for (Path made : missing) {
      sync(directoryOf(made));
    }
  }

  /** Makes a file that is not there yet, with its access from the first byte. */
  void create(Path file, Access access, ByteBuffer content) throws IOException {
    beforeEach.run();
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            access.attributes(file.getFileSystem()))) {
      access.grant(file);
      write(channel, content, 0);
    }
  }

  /** Adds to the end of a file, which is made if it is not there. Follows no link. */
  void append(Path file, Access access, ByteBuffer content) throws IOException {
    beforeEach.run();
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
            access.attributes(file.getFileSystem()))) {
      write(channel, content, channel.size());
    }
  }

  /** Without leaving a copy of the secret in a buffer of the JDK's. */
  void create(Path file, Access access, SecretBytes secret) throws IOException {
    if (secret.lend().isDirect()) {
      create(file, access, secret.lend());
      return;
    }
    try (SecretBytes copy = SecretMemory.offHeap().allocate(secret.size())) {
      copy.lend().put(secret.lend());
      create(file, access, copy.lend());
    }
  }

  /** Half of it first, so that a test can stop in the middle. */
  void write(FileChannel channel, ByteBuffer content, long position) throws IOException {
    int half = content.remaining() / 2;
    writeFully(channel, content.slice(0, half), position);
    beforeEach.run();
    writeFully(channel, content.slice(half, content.remaining() - half), position + half);
    beforeEach.run();
    channel.force(true);
  }

  private static void writeFully(FileChannel channel, ByteBuffer content, long position)
      throws IOException {
    while (content.hasRemaining()) {
      channel.write(content, position + content.position());
    }
  }

  void truncate(FileChannel channel) throws IOException {
    beforeEach.run();
    channel.truncate(0);
    channel.force(true);
  }

  /** In one step, even when the other name is taken: what is there is gone. */
  void replace(Path file, Path to) throws IOException {
    beforeEach.run();
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Does nothing if the file is gone already.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the other name is taken
   */
  void rename(Path file, Path to) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      beforeEach.run();
      Files.move(file, to);
    }
  }

  /** Does nothing if the file is gone already. */
  void delete(Path file) throws IOException {
    beforeEach.run();
    Files.deleteIfExists(file);
  }

  /** Only POSIX systems open a directory as a file. */
  void sync(Path directory) throws IOException {
    if (Access.isPosix(directory.getFileSystem())) {
      beforeEach.run();
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }
}
