// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files as careful people keep their secrets in. */
final class OwnerOnly {

  private OwnerOnly() {}

  static Path file(Path file, String content) throws IOException {
    return mode(Files.writeString(file, content), "rw-------");
  }

  /** A new one, which others may not write to, whatever the umask. */
  static Path directory(Path directory) throws IOException {
    return mode(Files.createDirectory(directory), "rwx------");
  }

  static Path mode(Path file, String permissions) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /** The golden pair of that name in a directory. */
  static Path golden(String name, Path directory) throws IOException {
    for (String half : new String[] {"private_key.pem", "public_key.pem"}) {
      file(directory.resolve(half), Files.readString(Golden.path(name).resolve(half)));
    }
    return directory;
  }
}
