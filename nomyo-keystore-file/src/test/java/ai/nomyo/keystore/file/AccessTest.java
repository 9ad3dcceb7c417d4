// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  @TempDir Path directory;
  private Path secret;

  @BeforeEach
  void makeSecret() throws IOException {
    assumeTrue(Access.isPosix(directory.getFileSystem()), "takes POSIX permissions");
    secret = Files.createFile(directory.resolve("secret"), ownerOnly());
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(secret));
  }

  @Test
  void fileThatTheUmaskClosed_isOpened() throws IOException {
    Access.READABLE_BY_ALL.grant(secret);
    assertEquals("rw-r--r--", mode());
  }

  @Test
  void linkInTheFilesPlace_leavesItsTargetAsItIs() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("public_key.pem"), secret);
    assertThrows(IOException.class, () -> Access.READABLE_BY_ALL.grant(link));
    assertEquals("rw-------", mode());
  }
}
