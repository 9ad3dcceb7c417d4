// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The small damages that scripts do. */
final class Tampering {

  private static final String UNKNOWN = "x_unknown";
  private static final JsonObject UNKNOWN_VALUE =
      JsonObject.builder().put("from", "the future").build();

  private Tampering() {}

  /** Inverts one bit in the middle. */
  static Bytes flipBit(Bytes bytes) {
    byte[] flipped = bytes.toArray();
    flipped[flipped.length / 2] ^= 1;
    return Bytes.copyOf(flipped);
  }

  /** Cuts, or adds zeros. */
  static Bytes resize(Bytes bytes, int sizeBytes) {
    return Bytes.copyOf(Arrays.copyOf(bytes.toArray(), sizeBytes));
  }

  /**
   * Changes the object that a member is in.
   *
   * @param path the member's name, after those of the objects it is in and a dot each
   * @param change given the member's own name
   */
  static JsonObject at(String path, JsonObject object, MemberChange change) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return change.apply(object.newBuilder(), path).build();
    }
    String outer = path.substring(0, dot);
    JsonObject inner = object.getObject(outer).orElse(JsonObject.empty());
    return object.newBuilder().put(outer, at(path.substring(dot + 1), inner, change)).build();
  }

  /** What is done to a member. */
  interface MemberChange {
    JsonObject.Builder apply(JsonObject.Builder object, String name);
  }

  /** Adds a member that nobody knows to this object and to every one in it. */
  static JsonObject withUnknownMembers(JsonObject object) {
    JsonObject.Builder more = JsonObject.builder();
    object.members().forEach((name, value) -> more.put(name, deep(value)));
    return more.put(UNKNOWN, UNKNOWN_VALUE).build();
  }

  private static JsonValue deep(JsonValue value) {
    UnaryOperator<JsonValue> arrays =
        other ->
            other
                .asArray()
                .<JsonValue>map(
                    a -> new JsonArray(a.elements().stream().map(Tampering::deep).toList()))
                .orElse(other);
    return value
        .asObject()
        .<JsonValue>map(Tampering::withUnknownMembers)
        .orElseGet(() -> arrays.apply(value));
  }

  /** Names the first member of an object twice, with the same value, when that is a string. */
  static String twice(String object) {
    return object.replaceFirst("^\\{(\"[^\"]*\":\"[^\"]*\")", "{$1,$1");
  }
}
