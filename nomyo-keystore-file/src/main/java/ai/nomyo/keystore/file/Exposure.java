// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who else may use a file or a directory, in words. Says nothing where a file system has no POSIX
 * permissions, and nothing of other lists of who may do what. Links are followed.
 */
final class Exposure {

  private Exposure() {}

  /** Such as {@code readable by its group and others, writable by its group (mode 0664)}. */
  static Optional<String> ofFile(Path file) throws IOException {
    return Access.isPosix(file.getFileSystem())
        ? ofFile(Files.getPosixFilePermissions(file))
        : Optional.empty();
  }

  private static Optional<String> ofFile(Set<PosixFilePermission> mode) {
    return inWords(
        mode,
        may("readable", mode, GROUP_READ, OTHERS_READ),
        may("writable", mode, GROUP_WRITE, OTHERS_WRITE));
  }

  /**
   * Who else may write to a file or to a directory, such as {@code writable by others (mode 0757)}.
   * What is read-only as a whole is no danger.
   */
  static Optional<String> writersOf(Path path) throws IOException {
    if (!Access.isPosix(path.getFileSystem())) {
      return Optional.empty();
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
    return inWords(mode, may("writable", mode, GROUP_WRITE, OTHERS_WRITE))
        .filter(words -> !isReadOnly(path));
  }

  /** In some containers nobody knows what a directory is mounted from. */
  private static boolean isReadOnly(Path path) {
    try {
      return Files.getFileStore(path).isReadOnly();
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Optional<String> inWords(Set<PosixFilePermission> mode, String... abilities) {
    String present = joined(", ", abilities);
    return present.isEmpty()
        ? Optional.empty()
        : Optional.of(present + " (mode " + octal(mode) + ")");
  }

  private static String may(
      String able,
      Set<PosixFilePermission> mode,
      PosixFilePermission group,
      PosixFilePermission others) {
    String who =
        joined(
            " and ",
            mode.contains(group) ? "its group" : "",
            mode.contains(others) ? "others" : "");
    return who.isEmpty() ? "" : able + " by " + who;
  }

  private static String joined(String separator, String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
  }

  private static String octal(Set<PosixFilePermission> mode) {
    int bits = mode.stream().mapToInt(permission -> 0400 >> permission.ordinal()).sum();
    return String.format("%04o", bits);
  }
}
