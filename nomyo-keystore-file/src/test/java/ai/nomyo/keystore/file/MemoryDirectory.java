// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** In memory where there is a file system of that kind: tests force thousands of files to disk. */
final class MemoryDirectory implements TempDirFactory {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws Exception {
    return Files.isWritable(SHARED_MEMORY)
        ? Files.createTempDirectory(SHARED_MEMORY, "nomyo-keys")
        : Files.createTempDirectory("nomyo-keys");
  }
}
