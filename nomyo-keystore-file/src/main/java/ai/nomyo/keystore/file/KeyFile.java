// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.SecretMemory;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Reads files that hold one key. Absent is only what does not exist. */
final class KeyFile {

  static final int MAX_BYTES = 64 * 1024;

  private KeyFile() {}

  static Optional<String> text(Path file) throws KeyStorageException {
    Optional<SecretBytes> content = secret(file, SecretMemory.offHeap());
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try (SecretBytes bytes = content.get()) {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.lend()).toString());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The caller closes it. */
  static Optional<SecretBytes> secret(Path file, SecretMemory memory) throws KeyStorageException {
    try {
      return Optional.of(read(file, memory));
    } catch (NoSuchFileException e) {
      checkParent(file);
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  // JDK 17 tells a missing file from a path that leads through a file, JDK 25 does not.
  private static void checkParent(Path file) throws KeyStorageException {
    Path parent = Disk.directoryOf(file);
    if (Files.isRegularFile(parent)) {
      throw unreadable(
          file, new FileSystemException(file.toString(), null, parent + " is not a directory"));
    }
  }

  static KeyStorageException unreadable(Path file, IOException e) {
    return new KeyStorageException(
        "The key file "
            + file
            + " cannot be read ("
            + IoReason.of(e)
            + "): make it readable, or move it away to have a new pair made",
        e);
  }

  private static SecretBytes read(Path file, SecretMemory memory) throws IOException {
    checkKind(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_BYTES) {
        throw new FileSystemException(
            file.toString(), null, size + " bytes, a key has at most " + MAX_BYTES);
      }
      return read(channel, (int) size, memory);
    }
  }

  // Opening a named pipe would block.
  private static void checkKind(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
  }

  // Outside the heap, even where arrays are preferred: reading into one leaves a copy in a buffer
  // of
  // the JDK's.
  private static SecretBytes read(FileChannel channel, int size, SecretMemory memory)
      throws IOException {
    SecretBytes content = memory.allocate(size, SecretMemory.Kind.DIRECT);
    try {
      fill(content.lend(), channel);
      return content;
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }

  private static void fill(ByteBuffer target, FileChannel channel) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
  }
}
