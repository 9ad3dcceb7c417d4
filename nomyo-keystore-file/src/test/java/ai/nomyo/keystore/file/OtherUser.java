// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs programs as somebody whom file permissions hinder: as {@code nobody} where the tests run as
 * root, who may do anything, as the same user elsewhere.
 */
final class OtherUser {

  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

  private OtherUser() {}

  /** Skips the test where there is no such user, or they cannot read the classes. */
  static void assumePresent(Path directory) throws IOException {
    assumeTrue(Access.isPosix(directory.getFileSystem()), "no POSIX permissions here");
    give(directory);
    assumeTrue(
        "none".equals(answer("load", directory.resolve("absent"))),
        "setpriv is absent, or nobody may not read these classes");
  }

  /** Makes a directory the user's own, with all that is in it, and what leads to it passable. */
  static void give(Path directory) throws IOException {
    Files.setPosixFilePermissions(
        directory.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    if (IS_ROOT) {
      UserPrincipal nobody =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.toList()) {
          Files.setOwner(file, nobody);
        }
      }
    }
  }

  /** What the program says, or why it says nothing. */
  static String answer(String command, Path directory) {
    return answerOf(PairProgram.class, command, "other", directory.toString());
  }

  static String answerOf(Class<?> program, String... arguments) {
    List<String> prefix = IS_ROOT ? AS_NOBODY : List.of();
    JavaProgram theirs = JavaProgram.of(program).behind(prefix).shortLived();
    try (ChildJvm child = theirs.start((Object[]) arguments)) {
      return child.line();
    } catch (UncheckedIOException | AssertionError absent) {
      return absent.toString();
    }
  }
}
