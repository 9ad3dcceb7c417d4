// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;
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
    return from(name, ApiKeyFile.text(name, file));
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
