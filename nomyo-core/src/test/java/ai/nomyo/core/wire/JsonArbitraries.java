// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any JSON, and what looks like it. */
final class JsonArbitraries {

  private JsonArbitraries() {}

  /** A number in any spelling that RFC 8259 allows. */
  static Arbitrary<JsonNumber> numbers() {
    return seeds().map(RandomJson::number);
  }

  /** Any value that can be written. */
  static Arbitrary<JsonValue> values() {
    return Combinators.combine(seeds(), sizes()).as(RandomJson::value);
  }

  static Arbitrary<JsonObject> objects() {
    return Combinators.combine(seeds(), sizes()).as(RandomJson::object);
  }

  private static Arbitrary<Long> seeds() {
    return Arbitraries.longs().withoutEdgeCases();
  }

  private static Arbitrary<Integer> sizes() {
    return Arbitraries.integers().between(0, 40);
  }

  /** The same value with its strings in erasable ones. */
  static JsonValue erasable(JsonValue value) {
    if (value instanceof JsonString string) {
      return JsonErasableString.owning(string.value().toCharArray());
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(array.elements().stream().map(JsonArbitraries::erasable).toList());
    }
    if (value instanceof JsonObject object) {
      JsonObject.Builder erasable = JsonObject.builder();
      object.members().forEach((name, member) -> erasable.put(name, erasable(member)));
      return erasable.build();
    }
    return value;
  }

  /** A value in arrays and objects by turns, so many of them. */
  static JsonValue nested(JsonValue innermost, int levels) {
    JsonValue value = innermost;
    for (int level = 0; level < levels; level++) {
      value =
          level % 2 == 0
              ? new JsonArray(List.of(value))
              : JsonObject.builder().put("", value).build();
    }
    return value;
  }

  /** JSON in any spelling: white space and escapes anywhere. */
  static Arbitrary<String> spellings() {
    return Combinators.combine(values(), seeds()).as(JsonSpelling::of);
  }

  /** Texts that are nearly JSON, or are it by chance. */
  static Arbitrary<String> nearlyJson() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "{", "}", "[", "]", ",", ":", "\"", "\"\"", "\"a\"", "\\", "\\u", "00e9", "\\n", "0",
            "-", "1", ".", "e", "E+", "true", "false", "null", "nul", "NaN", " ", "\n", "\u00a0",
            "\ufeff", "\u0000", "\ud800", "'", "/*", "//", "#", "a");
    return Arbitraries.oneOf(
        piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces)),
        Combinators.combine(spellings(), piece, Arbitraries.integers().between(0, 1 << 20))
            .as(JsonArbitraries::spoilt));
  }

  private static String spoilt(String text, String piece, int where) {
    int at = where % (text.length() + 1);
    int cut = Math.min(text.length(), at + where % 3);
    return text.substring(0, at) + piece + text.substring(cut);
  }
}
