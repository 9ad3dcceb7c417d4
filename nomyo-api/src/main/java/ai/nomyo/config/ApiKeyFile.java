// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the text of an API key: the only file that this library's API opens by itself. */
final class ApiKeyFile {

  /** What servers commonly take as a header line. */
  private static final int LARGEST_BYTES = 8192;

  private ApiKeyFile() {}

  /** Without a final line end; a byte that is no ASCII stays a character that no key has. */
  static String text(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new InvalidInputException(name, "one of more than 8 KiB", "at most 8 KiB");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("\\r?\\n\\z", "");
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          name, "one that " + reason(unreadable), "a readable file with the API key");
    }
  }

  private static String reason(IOException unreadable) {
    if (unreadable instanceof NoSuchFileException) {
      return "does not exist";
    }
    return unreadable instanceof AccessDeniedException ? "may not be read" : "cannot be read";
  }
}
