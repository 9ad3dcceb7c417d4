package ai.nomyo.cli;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads what options name. */
final class InputFiles {

  private static final String STANDARD_INPUT = "-";

  private InputFiles() {}

  /** A file's bytes, or standard input's for {@code -}. */
  static byte[] bytes(String name, Shell shell) {
    try {
      return name.equals(STANDARD_INPUT)
          ? shell.in().readAllBytes()
          : Files.readAllBytes(Path.of(name));
    } catch (IOException | InvalidPathException unreadable) {
      throw new InvalidInputException("file " + name, "nothing readable", "a file, or - for stdin");
    }
  }

  static String text(String name, Shell shell) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(bytes(name, shell));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidInputException("file " + name, "bytes that are no UTF-8", "UTF-8 text");
    }
  }

  /** A secret on one line: the final line end is not part of it. */
  static String secretLine(Path file, Shell shell) {
    return text(file.toString(), shell).replaceFirst("\\r?\\n\\z", "");
  }

  /**
   * A password, without the final line end of its file.
   *
   * @return the caller erases it
   */
  static char[] password(Path file) {
    byte[] utf8 = passwordBytes(file);
    CharBuffer chars = CharBuffer.allocate(utf8.length);
    try {
      boolean whole =
          !StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), chars, true).isError();
      if (!whole) {
        throw new KeyFileException(file + ": the password is no UTF-8 text", null);
      }
      return Arrays.copyOf(chars.array(), lengthWithoutLineEnd(chars.flip()));
    } finally {
      Arrays.fill(utf8, (byte) 0);
      Arrays.fill(chars.array(), '\0');
    }
  }

  private static byte[] passwordBytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new KeyFileException(file + ": the password cannot be read", unreadable);
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
}
