// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The commands that are installed. */
final class Commands {

  private Commands() {}

  static boolean isInstalled(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  /** Skips the test where there is no such command. */
  static void assumeInstalled(String name) {
    assumeTrue(isInstalled(name), () -> name + " is not installed");
  }
}
