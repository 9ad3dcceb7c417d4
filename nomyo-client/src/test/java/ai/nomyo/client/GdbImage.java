// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The memory of a running process as gdb writes it, pages excluded from core dumps included. */
final class GdbImage {

  private GdbImage() {}

  static boolean canBeTaken() {
    try {
      said("--version");
      return true;
    } catch (IOException noGdb) {
      return false;
    }
  }

  /** The caller deletes the file. */
  static Path of(long pid, Path directory) throws IOException {
    Path image = directory.resolve("image");
    String said =
        said(
            "-p",
            Long.toString(pid),
            "-batch",
            "-ex",
            "set dump-excluded-mappings on",
            "-ex",
            "generate-core-file " + image);
    if (!Files.exists(image)) {
      throw new IOException(said);
    }
    return image;
  }

  private static String said(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("gdb"));
    command.addAll(List.of(arguments));
    Process gdb = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    gdb.onExit().join();
    return said;
  }
}
