// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what with a file, as {@code chmod} writes it.
 *
 * @param permissions from the file system
 */
record FileMode(Set<PosixFilePermission> permissions) {

  /** Empty when there is no such file, or its file system knows no such permissions. */
  static Optional<FileMode> of(Path file) {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      return view == null
          ? Optional.empty()
          : Optional.of(new FileMode(view.readAttributes().permissions()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Tells the person who runs the command that others can read a file that should be secret. */
  static void warnIfOthersCanRead(String option, Path file, Shell shell) {
    if (Files.isRegularFile(file)) {
      of(file)
          .filter(FileMode::isReadableByOthers)
          .ifPresent(
              mode -> shell.warn(option + ": the file can be read by others (mode " + mode + ")"));
    }
  }

  private boolean isReadableByOthers() {
    return permissions.contains(GROUP_READ) || permissions.contains(OTHERS_READ);
  }

  /** Such as {@code 0640}. */
  @Override
  public String toString() {
    int bits = permissions.stream().mapToInt(permission -> 0400 >> permission.ordinal()).sum();
    return String.format("%04o", bits);
  }
}
