// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may use a file. Means nothing on file systems without POSIX permissions. */
enum Access {
  /** 0600. */
  OWNER_ONLY("rw-------"),
  /** 0644. */
  READABLE_BY_ALL("rw-r--r--"),
  /** 0700. */
  OWNER_ONLY_DIRECTORY("rwx------");

  private final Set<PosixFilePermission> permissions;

  Access(String permissions) {
    this.permissions = PosixFilePermissions.fromString(permissions);
  }

  /** For a file to be born with. */
  FileAttribute<?>[] attributes(FileSystem fileSystem) {
    return isPosix(fileSystem)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /**
   * Gives a file what the process's umask withheld at its birth; fails if it is a link by now,
   * which whoever may write to the directory could have put there.
   */
  void grant(Path file) throws IOException {
    try (DirectoryStream<Path> directory = Files.newDirectoryStream(Disk.directoryOf(file))) {
      if (directory instanceof SecureDirectoryStream<Path> entries) {
        grant(
            entries.getFileAttributeView(
                file.getFileName(), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
      }
    }
  }

  private void grant(PosixFileAttributeView file) throws IOException {
    PosixFileAttributes born = file.readAttributes();
    if (!born.isRegularFile()) {
      throw new IOException("something else is in the place of the file that was made");
    }
    if (!born.permissions().equals(permissions)) {
      file.setPermissions(permissions);
    }
  }

  static boolean isPosix(FileSystem fileSystem) {
    return fileSystem.supportedFileAttributeViews().contains("posix");
  }
}
