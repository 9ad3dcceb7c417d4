package ai.nomyo.config;

import ai.nomyo.error.InvalidInputException;

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
    if (value.isEmpty() || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new InvalidInputException(
          "API key", "a text of " + value.length() + " chars", "visible ASCII without spaces");
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
