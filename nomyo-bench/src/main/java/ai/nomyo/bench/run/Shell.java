// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What surrounds the command: its streams, which speak UTF-8 whatever the locale, and its place.
 *
 * @param interactive whether standard error is a terminal
 * @param columns the width of that
 * @param home the repository
 */
record Shell(PrintStream out, PrintStream err, boolean interactive, int columns, Path home) {

  private static final int USUAL_COLUMNS = 80;

  /** As the launcher describes it. */
  static Shell ofProcess() {
    return new Shell(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Boolean.getBoolean("nomyo.interactive"),
        Integer.getInteger("nomyo.columns", USUAL_COLUMNS),
        Path.of(System.getProperty("nomyo.home", "")));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
