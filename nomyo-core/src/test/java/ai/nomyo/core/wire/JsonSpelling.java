// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Writes a value apart from the code under test, each string and each gap as chance has it. */
final class JsonSpelling {

  private final Random random;

  private JsonSpelling(Random random) {
    this.random = random;
  }

  static String of(JsonValue value, long seed) {
    return new JsonSpelling(new Random(seed)).spelt(value);
  }

  private String spelt(JsonValue value) {
    return space() + withoutSpace(value) + space();
  }

  private String withoutSpace(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object.members().entrySet().stream()
          .map(
              member ->
                  space() + string(member.getKey()) + space() + ":" + spelt(member.getValue()))
          .collect(Collectors.joining(",", "{", object.members().isEmpty() ? space() + "}" : "}"));
    }
    if (value instanceof JsonArray array) {
      return array.elements().stream()
          .map(this::spelt)
          .collect(Collectors.joining(",", "[", array.elements().isEmpty() ? space() + "]" : "]"));
    }
    if (value instanceof JsonString text) {
      return string(text.value());
    }
    if (value instanceof JsonNumber number) {
      return number.text();
    }
    return value instanceof JsonBoolean flag ? String.valueOf(flag.value()) : "null";
  }

  private String string(String text) {
    return text.codePoints().mapToObj(this::character).collect(Collectors.joining("", "\"", "\""));
  }

  /** Both halves of a pair in the same way: text with half of one has no UTF-8. */
  private String character(int codePoint) {
    if (Character.isBmpCodePoint(codePoint)) {
      return unit((char) codePoint);
    }
    return random.nextBoolean()
        ? Character.toString(codePoint)
        : escaped(Character.highSurrogate(codePoint)) + escaped(Character.lowSurrogate(codePoint));
  }

  private String unit(char unit) {
    int known = "\"\\/\b\f\n\r\t".indexOf(unit);
    if (known >= 0 && random.nextBoolean()) {
      return "\\" + "\"\\/bfnrt".charAt(known);
    }
    boolean mayStand = unit >= ' ' && unit != '"' && unit != '\\';
    if (mayStand && random.nextInt(4) > 0) {
      return String.valueOf(unit);
    }
    return escaped(unit);
  }

  private String escaped(char unit) {
    String hex = String.format("\\u%04x", (int) unit);
    return random.nextBoolean() ? hex : "\\u" + hex.substring(2).toUpperCase(Locale.ROOT);
  }

  private String space() {
    return random.nextInt(3) > 0 ? "" : " \t\r\n".substring(random.nextInt(4)).substring(0, 1);
  }
}
