// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonNumber;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How likely a token was. Every part may be absent.
 *
 * @param json the whole of it
 */
public record TokenLogProb(JsonObject json) {

  static List<TokenLogProb> in(JsonObject json, String name) {
    return json.getObjects(name).stream().map(TokenLogProb::new).toList();
  }

  /** The token. */
  public Optional<String> token() {
    return json.getString("token");
  }

  /** The natural logarithm of its probability. */
  public OptionalDouble logprob() {
    return json.getDouble("logprob");
  }

  /**
   * The token in UTF-8, which may be a piece of a character only.
   *
   * @return a copy; empty when none are given, or one of them is no byte
   */
  public Optional<byte[]> bytes() {
    return json.get("bytes").flatMap(JsonValue::asArray).flatMap(TokenLogProb::bytes);
  }

  private static Optional<byte[]> bytes(JsonArray array) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    array.elements().stream()
        .flatMap(element -> element.asNumber().stream())
        .map(JsonNumber::asInt)
        .flatMapToInt(OptionalInt::stream)
        .filter(value -> value >= 0 && value <= 255)
        .forEach(bytes::write);
    return bytes.size() == array.elements().size()
        ? Optional.of(bytes.toByteArray())
        : Optional.empty();
  }

  /** The likeliest tokens at this place, in order; empty when none were asked for. */
  public List<TokenLogProb> topLogprobs() {
    return in(json, "top_logprobs");
  }
}
