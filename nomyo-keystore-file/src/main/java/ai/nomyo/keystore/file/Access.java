package ai.nomyo.keystore.file;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
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

  /** Gives a file what the process's umask withheld at its birth. */
  void grant(Path file) throws IOException {
    if (isPosix(file.getFileSystem())) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  static boolean isPosix(FileSystem fileSystem) {
    return fileSystem.supportedFileAttributeViews().contains("posix");
  }
}
