// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Finds out whether an error repeats a prompt, as services do that quote what they refuse. */
final class Echo {

  /** So many chars in a row that two texts share are no chance; a shorter prompt counts whole. */
  private static final int WINDOW = 16;

  /** A prompt as short as this is no secret that an error could not hit upon by itself. */
  private static final int TRIVIAL = 5;

  /** Members that hold words of the protocol. */
  private static final Set<String> PROTOCOL = Set.of("role", "type");

  private final List<String> detail = new ArrayList<>();
  private final String shown;
  private final Map<Integer, Set<Long>> windows = new HashMap<>();
  private boolean found;

  private Echo(String shown) {
    this.shown = shown;
  }

  /**
   * Whether a text in the detail has a part in common with one in the request's messages or its
   * prediction. One that was erased since cannot be compared, so it counts as repeated.
   *
   * @param shown what would be shown of the detail, names and numbers included
   */
  static boolean in(JsonValue detail, String shown, JsonObject request) {
    Echo echo = new Echo(shown);
    texts(detail, text -> echo.detail.add(text.toString()));
    try {
      request.getObjects("messages").forEach(message -> texts(message, echo::compare));
      request.get("prediction").ifPresent(prediction -> texts(prediction, echo::compare));
    } catch (InvalidInputException erased) {
      return true;
    }
    return echo.found;
  }

  private static void texts(JsonValue value, Consumer<CharSequence> reader) {
    if (value instanceof JsonString string) {
      reader.accept(string.value());
    } else if (value instanceof JsonErasableString string) {
      string.lend(text -> reader.accept(CharBuffer.wrap(text)));
    } else if (value instanceof JsonArray array) {
      array.elements().forEach(element -> texts(element, reader));
    } else if (value instanceof JsonObject object) {
      object.members().entrySet().stream()
          .filter(member -> !PROTOCOL.contains(member.getKey()))
          .forEach(member -> texts(member.getValue(), reader));
    }
  }

  private void compare(CharSequence prompt) {
    int window = Math.min(WINDOW, prompt.length());
    if (window > TRIVIAL && !found) {
      Set<Long> ofDetail = windows.computeIfAbsent(window, this::hashesOfDetail);
      found = hashes(prompt, window).anyMatch(ofDetail::contains);
    }
  }

  /** Short prompts may be words that stand in every error, so names do not count for them. */
  private Set<Long> hashesOfDetail(int window) {
    return Stream.concat(detail.stream(), Stream.of(shown).filter(line -> window == WINDOW))
        .flatMapToLong(text -> hashes(text, window))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** One for each part of that length; hashes, because a prompt may be long and must not be cut. */
  private static LongStream hashes(CharSequence text, int window) {
    return IntStream.rangeClosed(0, text.length() - window)
        .mapToLong(from -> hash(text, from, from + window));
  }

  private static long hash(CharSequence text, int from, int to) {
    long hash = 0;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + text.charAt(at);
    }
    return hash;
  }
}
