// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.RouterName;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a known-servers file says. A line is a key, or begins with {@code #} and is a comment, or
 * ends with {@code #} and is the beginning of a key whose writer was stopped: nobody was told that
 * it is recorded, so it counts for nothing. Immutable.
 */
final class ServerHistory {

  /** Says that a key was the first one seen. */
  static final String FIRST_USE = "first-use";

  /** Says that somebody accepted a key. */
  static final String ACCEPTED = "accepted";

  private static final String HEAD =
      """
      # Keys of NOMYO routers: those that clients met first, and those that were accepted later.
      # TIME BASE-URL SHA256 ORIGIN. The last line of a URL counts. Lines are only ever added.
      """;

  private static final String CUT = "#";

  private static final Pattern KEY =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ) (https?://[^\\s#]+) ([0-9a-f]{64}) (?:"
              + FIRST_USE
              + "|"
              + ACCEPTED
              + ")");

  private final Map<String, KnownKey> last;
  private final String bridge;

  private ServerHistory(Map<String, KnownKey> last, String bridge) {
    this.last = Map.copyOf(last);
    this.bridge = bridge;
  }

  /**
   * Reads the content of a file; an empty one holds no keys.
   *
   * @param file for messages
   * @throws KeyStorageException if there is a line that cannot be understood
   */
  static ServerHistory in(Path file, String text) throws KeyStorageException {
    String bridge = bridge(text);
    String[] lines = (text + bridge).split("\n", -1);
    Map<String, KnownKey> last = new HashMap<>();
    for (int i = 0; i < lines.length - 1; i++) {
      if (!isComment(lines[i]) && !isCut(lines[i])) {
        read(lines[i], last, file, i + 1);
      }
    }
    return new ServerHistory(last, bridge);
  }

  /** A line that has no end is closed before the next one, and marked if it is not whole. */
  private static String bridge(String text) {
    if (text.isEmpty()) {
      return HEAD;
    }
    String rest = text.substring(text.lastIndexOf('\n') + 1);
    return rest.isEmpty() ? "" : isBeginning(rest) ? CUT + "\n" : "\n";
  }

  private static boolean isComment(String line) {
    return line.startsWith("#");
  }

  private static boolean isCut(String line) {
    return line.endsWith(CUT) && isBeginning(line.substring(0, line.length() - CUT.length()));
  }

  /** Whether more text could make it a key. */
  private static boolean isBeginning(String line) {
    Matcher key = KEY.matcher(line);
    return !line.isEmpty() && !key.matches() && key.hitEnd();
  }

  private static void read(String line, Map<String, KnownKey> last, Path file, int number)
      throws KeyStorageException {
    Matcher key = KEY.matcher(line);
    if (!key.matches()) {
      throw malformed(file, number, null);
    }
    try {
      Instant since = Instant.parse(key.group(1));
      last.put(key.group(2), new KnownKey(new ServerKeyPin(key.group(3)), since));
    } catch (DateTimeException noTime) {
      throw malformed(file, number, noTime);
    }
  }

  private static KeyStorageException malformed(
      Path file, int number, @Nullable DateTimeException cause) {
    return new KeyStorageException(
        "The known-servers file "
            + file
            + " cannot be understood: line "
            + number
            + " is no comment and not TIME BASE-URL SHA256 "
            + FIRST_USE
            + "|"
            + ACCEPTED
            + " with one space between each; put right what was changed there",
        cause);
  }

  /** The key that counts. */
  Optional<KnownKey> of(RouterName router) {
    return Optional.ofNullable(last.get(router.text()));
  }

  /** What to add to the file so that it has a further key. */
  String addition(RouterName router, KnownKey key, String origin) {
    return bridge
        + String.join(" ", key.since().toString(), router.text(), key.key().sha256(), origin)
        + "\n";
  }
}
