// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.config.ApiKey;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Reads what options name. Messages give the option and not its value, which may be a secret in the
 * wrong place.
 */
final class InputFiles {

  private static final String STANDARD_INPUT = "-";
  private static final String FILE_OR_STDIN = "a readable file, or - for standard input";

  private InputFiles() {}

  /**
   * A file's bytes, or standard input's for {@code -}.
   *
   * @param option what named the file
   */
  static byte[] bytes(String option, String name, Shell shell) {
    try {
      return name.equals(STANDARD_INPUT)
          ? shell.in().readAllBytes()
          : Files.readAllBytes(Path.of(name));
    } catch (IOException unreadable) {
      throw new InvalidInputException(option, "one that " + reason(unreadable), FILE_OR_STDIN);
    } catch (InvalidPathException noPath) {
      throw new InvalidInputException(option, "one that no file can be called", FILE_OR_STDIN);
    }
  }

  /** As {@link #bytes}, and they must be UTF-8. */
  static String text(String option, String name, Shell shell) {
    return utf8(option, bytes(option, name, shell));
  }

  private static String utf8(String option, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw notUtf8(option);
    }
  }

  private static InvalidInputException notUtf8(String option) {
    return new InvalidInputException(option, "bytes that are no UTF-8", "UTF-8 text");
  }

  /** The lines of standard input, as they come. */
  static Stream<String> lines(Shell shell) {
    // Decoders that are not told otherwise would put a U+FFFD in place of what they cannot read.
    InputStreamReader strict =
        new InputStreamReader(shell.in(), StandardCharsets.UTF_8.newDecoder());
    return new BufferedReader(strict).lines();
  }

  /** What a reader of {@link #lines} met, as one of ours where it is about the input. */
  static RuntimeException unreadableLines(UncheckedIOException failure) {
    return failure.getCause() instanceof CharacterCodingException
        ? notUtf8("standard input")
        : failure;
  }

  /** The API key in a file. The name of one that is not there is perhaps the key itself. */
  static ApiKey apiKey(String option, Path file, Shell shell) {
    FileMode.warnIfOthersCanRead(option, file, shell);
    try {
      file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
      return ApiKey.fromFile(file);
    } catch (IOException unreadable) {
      throw new InvalidInputException(
          option, "one that " + reason(unreadable), "a readable file with the API key");
    }
  }

  /** The bytes of a file with a public key. */
  static String publicKey(String option, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new KeyFileException(option + ": the file " + reason(unreadable), unreadable);
    }
  }

  /**
   * A password: the one line of its file, without the line end.
   *
   * @return the caller erases it
   */
  static char[] password(String option, Path file, Shell shell) {
    FileMode.warnIfOthersCanRead(option, file, shell);
    byte[] utf8 = passwordBytes(option, file);
    CharBuffer chars = CharBuffer.allocate(utf8.length);
    try {
      if (StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8), chars, true)
          .isError()) {
        throw new KeyFileException(option + ": the password is no UTF-8 text", null);
      }
      chars.flip().limit(lengthWithoutLineEnd(chars));
      checkOneLine(option, chars);
      return Arrays.copyOf(chars.array(), chars.limit());
    } finally {
      Arrays.fill(utf8, (byte) 0);
      Arrays.fill(chars.array(), '\0');
    }
  }

  /** Other programs, such as openssl, would take the first of several lines. */
  private static void checkOneLine(String option, CharBuffer password) {
    if (password.isEmpty()) {
      throw new KeyFileException(option + ": the file is empty, and a password is not", null);
    }
    if (password.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new KeyFileException(
          option + ": the file has several lines, and a password has one", null);
    }
  }

  private static byte[] passwordBytes(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new KeyFileException(option + ": the file " + reason(unreadable), unreadable);
    }
  }

  private static int lengthWithoutLineEnd(CharBuffer chars) {
    int length = chars.limit();
    if (length > 0 && chars.get(length - 1) == '\n') {
      length--;
      if (length > 0 && chars.get(length - 1) == '\r') {
        length--;
      }
    }
    return length;
  }

  private static String reason(IOException unreadable) {
    if (unreadable instanceof NoSuchFileException) {
      return "does not exist";
    }
    return unreadable instanceof AccessDeniedException ? "may not be read" : "cannot be read";
  }
}
