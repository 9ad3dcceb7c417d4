package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The secret that authenticates a caller to the router, sent as {@code Authorization: Bearer}.
 * Immutable.
 *
 * <p>It is kept as a {@code String}, because the HTTP libraries need one; the JVM may hold copies
 * until they are collected.
 */
public final class ApiKey {

  /** What servers commonly take as a header line. */
  private static final int LARGEST_FILE_BYTES = 8192;

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /**
   * The API key with this text.
   *
   * @param value visible ASCII without spaces, which is what a header can carry
   * @throws InvalidInputException if the text is empty or has another character
   */
  public static ApiKey of(String value) {
    return from("API key", value);
  }

  /**
   * The API key in a variable of this process's environment, which cannot change while it runs.
   *
   * @param name of the variable, such as {@code NOMYO_API_KEY}
   * @throws InvalidInputException if it is not set or blank, or its value is no API key; the
   *     message names the variable
   */
  public static ApiKey fromEnvironment(String name) {
    return fromVariable(name, System.getenv(name));
  }

  static ApiKey fromVariable(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new InvalidInputException(
          "environment variable " + name, value == null ? "none" : "a blank one", "an API key");
    }
    return from("environment variable " + name, value);
  }

  /**
   * The API key that is in a file at this moment: ask again for the one that took its place. Who
   * else may read the file is not looked at.
   *
   * @param file of at most 8 KiB with the key alone; one line end after it is not part of it. May
   *     be a pipe, which can be read once.
   * @throws InvalidInputException if the file cannot be read or holds no API key; the message names
   *     the file, and shows nothing of what is in it
   */
  public static ApiKey fromFile(Path file) {
    String name = "API key file " + file;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        throw new InvalidInputException(
            name, "more than 8 KiB", "a file of at most 8 KiB with the API key");
      }
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return from(name, text.replaceFirst("\\r?\\n\\z", ""));
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

  private static ApiKey from(String name, String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new InvalidInputException(
          name, "a text of " + value.length() + " chars", "visible ASCII without spaces");
    }
    return new ApiKey(value);
  }

  /** The secret itself. Handle with care: whoever holds it can spend the account's money. */
  public String reveal() {
    return value;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "ApiKey[" + value.length() + " chars]";
  }
}
