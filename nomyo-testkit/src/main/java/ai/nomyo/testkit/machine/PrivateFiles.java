// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Test keys and passwords in files. Neither Git nor Maven keeps modes. */
public final class PrivateFiles {

  private PrivateFiles() {}

  /**
   * Closes all {@code private_key.pem} and {@code password.txt} below a directory to others than
   * their owner, because a key that others may read is refused; and the directories to what others
   * write, of which there is a warning.
   */
  public static void closeToOthers(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.forEach(PrivateFiles::close);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isPrivate(Path file) {
    return file.endsWith("private_key.pem") || file.endsWith("password.txt");
  }

  private static void close(Path file) {
    if (isPrivate(file)) {
      set(file, "rw-------");
    } else if (Files.isDirectory(file)) {
      set(file, "rwxr-xr-x");
    }
  }

  private static void set(Path file, String mode) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
