// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a lock on a file until its input ends. */
public final class LockProgram {

  static final String HELD = "held";

  private LockProgram() {}

  /**
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.println(HELD + " " + lock.isValid());
      System.in.read();
    }
  }
}
