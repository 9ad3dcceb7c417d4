// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members keep their order. Immutable and safe for use by many threads.
 *
 * <p>Member names are unique. Equality is that of the text, so the order of members counts.
 */
public final class JsonObject implements JsonValue {

  private static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

  private final Map<String, JsonValue> members;

  private JsonObject(LinkedHashMap<String, JsonValue> members) {
    this.members = Collections.unmodifiableMap(members);
  }

  /** The object without members. */
  public static JsonObject empty() {
    return EMPTY;
  }

  /**
   * The object with the members of a map, in the map's order.
   *
   * @throws InvalidInputException if a key is no {@code String} or a value has no JSON form (see
   *     {@link JsonValue#of})
   */
  public static JsonObject of(Map<?, ?> map) {
    return PlainValues.OUTERMOST.toObject(map);
  }

  /** A builder of an object without members so far. */
  public static Builder builder() {
    return new Builder(new LinkedHashMap<>());
  }

  /** A builder that starts with this object's members. */
  public Builder newBuilder() {
    return new Builder(new LinkedHashMap<>(members));
  }

  /** The members in order; unmodifiable. */
  public Map<String, JsonValue> members() {
    return members;
  }

  /** The member of that name, JSON's {@code null} included, or empty when there is none. */
  public Optional<JsonValue> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** The member of that name when it is a string. */
  public Optional<String> getString(String name) {
    return get(name).flatMap(JsonValue::asString);
  }

  /** The member of that name when it is a number. */
  public Optional<JsonNumber> getNumber(String name) {
    return get(name).flatMap(JsonValue::asNumber);
  }

  /** The member of that name when it is a whole number that fits a {@code long}. */
  public OptionalLong getLong(String name) {
    return getNumber(name).map(JsonNumber::asLong).orElse(OptionalLong.empty());
  }

  /** The member of that name when it is a number, as the nearest {@code double}. */
  public OptionalDouble getDouble(String name) {
    return getNumber(name).stream().mapToDouble(JsonNumber::asDouble).findFirst();
  }

  /** The member of that name when it is a boolean. */
  public Optional<Boolean> getBoolean(String name) {
    return get(name).flatMap(JsonValue::asBoolean);
  }

  /** The member of that name when it is an object. */
  public Optional<JsonObject> getObject(String name) {
    return get(name).flatMap(JsonValue::asObject);
  }

  /** The objects in the array of that name, in order; empty when there is no such array. */
  public List<JsonObject> getObjects(String name) {
    return get(name).flatMap(JsonValue::asArray).map(JsonObject::objectsIn).orElse(List.of());
  }

  /** The strings in the array of that name, in order; empty when there is no such array. */
  public List<String> getStrings(String name) {
    return get(name).flatMap(JsonValue::asArray).map(JsonObject::stringsIn).orElse(List.of());
  }

  private static List<String> stringsIn(JsonArray array) {
    return array.elements().stream().flatMap(value -> value.asString().stream()).toList();
  }

  private static List<JsonObject> objectsIn(JsonArray array) {
    return array.elements().stream().flatMap(value -> value.asObject().stream()).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that && entries().equals(that.entries());
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  private List<Map.Entry<String, JsonValue>> entries() {
    return new ArrayList<>(members.entrySet());
  }

  /** Shows the number of members only. */
  @Override
  public String toString() {
    return "JsonObject[" + members.size() + " members]";
  }

  /** Collects members. Not safe for use by many threads. */
  public static final class Builder {

    private final LinkedHashMap<String, JsonValue> members;

    private Builder(LinkedHashMap<String, JsonValue> members) {
      this.members = members;
    }

    /**
     * Sets a member; one that is there already keeps its place.
     *
     * @param value anything {@link JsonValue#of} takes
     */
    public Builder put(String name, @Nullable Object value) {
      members.put(name, JsonValue.of(value));
      return this;
    }

    /** Sets all members of another object. */
    public Builder putAll(JsonObject other) {
      members.putAll(other.members);
      return this;
    }

    /** Removes a member if it is there. */
    public Builder remove(String name) {
      members.remove(name);
      return this;
    }

    /** The object with the members so far. */
    public JsonObject build() {
      return new JsonObject(new LinkedHashMap<>(members));
    }
  }
}
