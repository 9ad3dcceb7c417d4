// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.RouterName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** Routers and keys that tests record. */
final class KnownKeys {

  static final URI URL = URI.create("https://router.example");
  static final RouterName ROUTER = RouterName.of(URL);
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private KnownKeys() {}

  /** A fingerprint, the same for the same number. */
  static ServerKeyPin pin(int number) {
    return new ServerKeyPin(String.format("%064x", number));
  }

  static KnownKey key(int number) {
    return new KnownKey(pin(number), NOON);
  }

  /** Writes a file, or over one, that others may not write to, whatever the umask. */
  static Path write(Path file, String content) throws IOException {
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    if (Access.isPosix(file.getFileSystem())) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  static String line(int number, String origin) {
    return "2026-11-22T12:00:00Z https://router.example " + pin(number) + " " + origin + "\n";
  }
}
