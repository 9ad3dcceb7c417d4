// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a header must satisfy that a caller adds. No message shows a value. */
final class HeaderRules {

  /**
   * Those that the client or its transport sends, or that would change how either is understood.
   */
  private static final Set<String> TAKEN =
      Set.of(
          "authorization",
          "x-payload-id",
          "x-public-key",
          "x-security-tier",
          "user-agent",
          "host",
          "connection",
          "keep-alive",
          "upgrade",
          "http2-settings",
          "te",
          "trailer",
          "transfer-encoding",
          "expect",
          "content-type",
          "content-length",
          "content-encoding",
          "accept-encoding");

  /** What is meant for a proxy on the way. */
  private static final String PROXY = "proxy-";

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  /** The strictest of common servers take 100 headers and 8 KiB; the client's own have about 2. */
  private static final int MOST = 32;

  private static final int MOST_CHARS = 4096;

  private HeaderRules() {}

  static void check(String name, String value, Map<String, String> present) {
    checkName(name);
    if (present.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new InvalidInputException("header " + name, "twice", "once");
    }
    if (!value.chars().allMatch(c -> c >= 0x20 && c < 0x7f) || !value.equals(value.strip())) {
      throw new InvalidInputException(
          "header " + name,
          "a value of " + value.length() + " chars",
          "visible ASCII, with spaces between only");
    }
    checkSize(name.length() + value.length(), present);
  }

  private static void checkName(String name) {
    if (!name.matches(TOKEN)) {
      throw new InvalidInputException(
          "header name",
          "a text of " + name.length() + " chars",
          "letters, digits and !#$%&'*+-.^_`|~");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (TAKEN.contains(lower) || lower.startsWith(PROXY)) {
      throw new InvalidInputException(
          "header " + name, "as an extra one", "one that the client has no use for itself");
    }
  }

  private static void checkSize(int added, Map<String, String> present) {
    int chars =
        present.entrySet().stream()
            .mapToInt(header -> header.getKey().length() + header.getValue().length())
            .sum();
    int all = chars + added;
    if (all > MOST_CHARS || present.size() == MOST) {
      throw new InvalidInputException(
          "headers",
          (present.size() + 1) + " with " + all + " chars in all",
          "at most " + MOST + " with " + MOST_CHARS + " chars");
    }
  }
}
