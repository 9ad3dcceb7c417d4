// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command: its streams, which speak UTF-8 whatever the locale, and its
 * environment.
 *
 * @param interactive whether a person is watching
 */
record Shell(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean interactive) {

  static Shell ofProcess() {
    return new Shell(
        // Buffered, because on JDK 17 reading all of a bare stream seeks, which a pipe cannot.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.getenv(),
        Terminal.isInteractive());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** A variable that is set and not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Tells a person what is not as it should be, on a line of its own, beside the result. */
  void warn(String message) {
    err.println("warning: " + message);
  }

  /**
   * Prints a result and the end of its line.
   *
   * @throws IOException if nobody can read it, as when a disk is full or a pipe closed
   */
  void print(String result) throws IOException {
    out.println(result);
    if (out.checkError()) {
      throw new IOException("standard output cannot be written");
    }
  }

  /** Prints an object on one line; see {@link #print}. */
  void print(JsonObject result) throws IOException {
    new JsonCodec().write(result, out);
    print("");
  }
}
