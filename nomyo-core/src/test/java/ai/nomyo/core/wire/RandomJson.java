// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonBoolean;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Any JSON that can be written, of a given size at most. Not safe for use by many threads. */
final class RandomJson {

  private static final List<String> EXPONENTS =
      List.of(
          "0", "7", "007", "19", "400", "1001", "5000", "2147483647", "2147483648", "99999999999");

  private final Random random;
  private int left;

  private RandomJson(long seed, int size) {
    random = new Random(seed);
    left = size;
  }

  static JsonValue value(long seed, int size) {
    return new RandomJson(seed, size).value();
  }

  static JsonObject object(long seed, int size) {
    return new RandomJson(seed, size).object();
  }

  static JsonNumber number(long seed) {
    return new RandomJson(seed, 0).number();
  }

  private JsonValue value() {
    left--;
    return switch (random.nextInt(left > 0 ? 7 : 4)) {
      case 0 -> number();
      case 1 -> new JsonBoolean(random.nextBoolean());
      case 2 -> JsonNull.NULL;
      case 3 -> new JsonString(string());
      case 4 -> array();
      default -> object();
    };
  }

  private JsonArray array() {
    List<JsonValue> elements = new ArrayList<>();
    for (int more = random.nextInt(6); more > 0; more--) {
      elements.add(value());
    }
    return new JsonArray(elements);
  }

  private JsonObject object() {
    JsonObject.Builder members = JsonObject.builder();
    for (int more = random.nextInt(6); more > 0; more--) {
      members.put(string().replaceAll("[\\ud800-\\udfff]", ""), value());
    }
    return members.build();
  }

  /** Any UTF-16 units, whole characters or not. */
  private String string() {
    StringBuilder units = new StringBuilder();
    for (int more = random.nextInt(12); more > 0; more--) {
      units.append(unit());
    }
    return units.toString();
  }

  private char unit() {
    return switch (random.nextInt(6)) {
      case 0 -> (char) random.nextInt(0x20);
      case 1 -> (char) (0xd7f0 + random.nextInt(0x820));
      case 2 -> (char) random.nextInt(0x10000);
      case 3 -> "\"\\/\u007f\u0080\u2028\u2029\ufeff".charAt(random.nextInt(8));
      default -> (char) (' ' + random.nextInt(95));
    };
  }

  /** In any spelling that RFC 8259 allows. */
  private JsonNumber number() {
    return new JsonNumber(
        some(() -> "-")
            + oneOf(() -> "0", () -> whole(30), () -> whole(3), this::nearALong)
            + some(() -> "." + oneOf(() -> digits(20), () -> "0".repeat(1 + random.nextInt(40))))
            + some(() -> oneOf(() -> "e", () -> "E") + sign() + exponent()));
  }

  private String whole(int most) {
    return (1 + random.nextInt(9)) + digits(most);
  }

  private String nearALong() {
    return Stream.of(
            "9223372036854775807", "9223372036854775808", "92233720368547758070", "2147483648")
        .skip(random.nextInt(4))
        .findFirst()
        .orElseThrow();
  }

  private String exponent() {
    return oneOf(
        () -> String.valueOf(random.nextInt(40)),
        () -> EXPONENTS.get(random.nextInt(EXPONENTS.size())));
  }

  private String sign() {
    return oneOf(() -> "", () -> "+", () -> "-");
  }

  private String digits(int most) {
    StringBuilder digits = new StringBuilder();
    for (int more = 1 + random.nextInt(most); more > 0; more--) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private String some(Supplier<String> part) {
    return random.nextBoolean() ? part.get() : "";
  }

  @SafeVarargs
  private String oneOf(Supplier<String>... parts) {
    return parts[random.nextInt(parts.length)].get();
  }
}
