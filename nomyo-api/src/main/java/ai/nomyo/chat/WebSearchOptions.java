// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That the model searches the web, and how. Immutable.
 *
 * @param json the whole of it
 */
public record WebSearchOptions(JsonObject json) {

  private static final MemberOrder ORDER = MemberOrder.of("search_context_size", "user_location");
  private static final MemberOrder LOCATION = MemberOrder.of("type", "approximate");
  private static final MemberOrder APPROXIMATE =
      MemberOrder.of("country", "region", "city", "timezone");

  /** A builder without anything so far: the service chooses. */
  public static Builder builder() {
    return new Builder(JsonObject.empty());
  }

  /** A builder that starts with these options. */
  public Builder newBuilder() {
    return new Builder(json);
  }

  /** How much of what is found the model reads. */
  public Optional<String> searchContextSize() {
    return json.getString("search_context_size");
  }

  /** The user's country. */
  public Optional<String> country() {
    return approximate().getString("country");
  }

  /** The user's region. */
  public Optional<String> region() {
    return approximate().getString("region");
  }

  /** The user's city. */
  public Optional<String> city() {
    return approximate().getString("city");
  }

  /** The user's time zone. */
  public Optional<String> timezone() {
    return approximate().getString("timezone");
  }

  private JsonObject location() {
    return json.getObject("user_location").orElse(JsonObject.empty());
  }

  private JsonObject approximate() {
    return location().getObject("approximate").orElse(JsonObject.empty());
  }

  /**
   * Collects options. The order of calls does not matter, but that additional members this library
   * does not know come last, in the order they were put. Not safe for use by many threads.
   */
  public static final class Builder {

    private final WebSearchOptions base;
    private final JsonObject.Builder json;
    private final JsonObject.Builder approximate;

    private Builder(JsonObject base) {
      this.base = new WebSearchOptions(base);
      this.json = base.newBuilder();
      this.approximate = this.base.approximate().newBuilder();
    }

    /** How much of what is found the model reads: {@code low}, {@code medium} or {@code high}. */
    public Builder searchContextSize(String size) {
      json.put("search_context_size", size);
      return this;
    }

    /** The user's country, by its two letters (ISO 3166-1), such as {@code DE}. */
    public Builder country(String country) {
      return near("country", country);
    }

    /** The user's region, such as {@code Bavaria}. */
    public Builder region(String region) {
      return near("region", region);
    }

    /** The user's city. */
    public Builder city(String city) {
      return near("city", city);
    }

    /** The user's time zone, by its IANA name, such as {@code Europe/Berlin}. */
    public Builder timezone(String timezone) {
      return near("timezone", timezone);
    }

    private Builder near(String name, String value) {
      approximate.put(name, value);
      return this;
    }

    /**
     * Any other option, sent as it is.
     *
     * @param value anything {@link ai.nomyo.json.JsonValue#of} takes
     * @throws InvalidInputException if it has no JSON form, or is {@code user_location}
     */
    public Builder putAdditional(String name, @Nullable Object value) {
      if (name.equals("user_location")) {
        throw new InvalidInputException("additional option", name, "country(...), city(...)");
      }
      json.put(name, value);
      return this;
    }

    /** The options. */
    public WebSearchOptions build() {
      JsonObject near = APPROXIMATE.arranged(base.approximate(), approximate.build());
      if (!near.equals(base.approximate())) {
        json.put("user_location", location(near));
      }
      return new WebSearchOptions(ORDER.arranged(base.json, json.build()));
    }

    private JsonObject location(JsonObject near) {
      JsonObject.Builder location = base.location().newBuilder().put("approximate", near);
      return LOCATION.arranged(base.location(), location.put("type", "approximate").build());
    }
  }
}
