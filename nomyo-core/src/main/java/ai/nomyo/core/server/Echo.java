// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Finds out whether an error repeats a prompt, as services do that quote what they refuse. How it
 * is quoted makes no difference to a {@link CanonicalReader}.
 */
final class Echo {

  /**
   * So many characters in a row that two texts share are no chance; a shorter prompt counts whole.
   */
  private static final int WINDOW = 12;

  /** A prompt as short as this is no secret that an error could not hit upon by itself. */
  private static final int TRIVIAL = 5;

  /** Members that hold words of the protocol. */
  private static final Set<String> PROTOCOL = Set.of("role", "type");

  private static final long BASE = 31;

  private final String reason;
  private final Map<Integer, Set<Long>> windows = new HashMap<>();
  private boolean found;

  private Echo(String reason) {
    this.reason = reason;
  }

  /**
   * Whether a reason has a part in common with a text in the request's messages or its prediction.
   * One that was erased since cannot be compared, so it counts as repeated.
   *
   * @param reason with its names and numbers, if it is more than a text
   */
  static boolean in(String reason, JsonObject request) {
    Echo echo = new Echo(reason);
    try {
      request.getObjects("messages").forEach(echo::compareTexts);
      request.get("prediction").ifPresent(echo::compareTexts);
    } catch (InvalidInputException erased) {
      return true;
    }
    return echo.found;
  }

  private void compareTexts(JsonValue prompt) {
    if (prompt instanceof JsonString string) {
      compare(string.value());
    } else if (prompt instanceof JsonErasableString string) {
      string.lend(text -> compare(CharBuffer.wrap(text)));
    } else if (prompt instanceof JsonArray array) {
      array.elements().forEach(this::compareTexts);
    } else if (prompt instanceof JsonObject object) {
      object.members().entrySet().stream()
          .filter(member -> !PROTOCOL.contains(member.getKey()))
          .forEach(member -> compareTexts(member.getValue()));
    }
  }

  private void compare(CharSequence prompt) {
    int window = window(prompt);
    if (window > TRIVIAL && !found) {
      Set<Long> ofReason = windows.computeIfAbsent(window, this::hashesOfReason);
      found = hashes(prompt, window).anyMatch(ofReason::contains);
    }
  }

  private static int window(CharSequence prompt) {
    CanonicalReader reader = new CanonicalReader(prompt);
    int length = 0;
    while (length < WINDOW && reader.read() != CanonicalReader.END) {
      length++;
    }
    return length;
  }

  private Set<Long> hashesOfReason(int window) {
    return hashes(reason, window).boxed().collect(Collectors.toSet());
  }

  /**
   * One for each part of that length, made from the one before; a prompt may be long and must not
   * be cut.
   */
  private static LongStream hashes(CharSequence text, int window) {
    CanonicalReader head = new CanonicalReader(text);
    CanonicalReader tail = new CanonicalReader(text);
    long first = 0;
    long weight = 1;
    for (int i = 0; i < window; i++) {
      first = BASE * first + head.read();
      weight *= BASE;
    }
    long weightOfTail = weight;
    return LongStream.iterate(
        first,
        hash -> !head.isOver(),
        hash -> BASE * hash + head.read() - weightOfTail * tail.read());
  }
}
