// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.module.SimpleModule;

/**
 * The types without components: what their schema is, and how those are read that are texts in
 * JSON. Databind would take more than the schema says: nothing for no date, any time zone away.
 */
final class Leaves {

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
  private static final String TIME = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";

  /** The keywords of a type's schema, in order. */
  private final Map<Class<?>, Map<String, String>> schemas = new LinkedHashMap<>();

  private final SimpleModule module = new SimpleModule();

  Leaves() {
    plain("string", String.class);
    plain("boolean", boolean.class, Boolean.class);
    plain("integer", short.class, Short.class, int.class, Integer.class);
    plain("integer", long.class, Long.class, BigInteger.class);
    plain("number", double.class, Double.class, BigDecimal.class);
    text(Map.of(), URI.class, URI::create);
    text(Map.of("format", "uuid"), UUID.class, Leaves::uuid);
    text(Map.of("format", "date"), LocalDate.class, LocalDate::parse);
    text(Map.of("format", "date-time"), OffsetDateTime.class, OffsetDateTime::parse);
    text(Map.of("format", "date-time"), ZonedDateTime.class, ZonedDateTime::parse);
    text(Map.of("format", "date-time"), Instant.class, Instant::parse);
    text(Map.of("format", "duration"), Duration.class, Duration::parse);
    text(Map.of("pattern", "^" + TIME + "$"), LocalTime.class, LocalTime::parse);
    text(
        Map.of("pattern", "^" + DATE + "T" + TIME + "$"),
        LocalDateTime.class,
        LocalDateTime::parse);
  }

  private void plain(String jsonType, Class<?>... types) {
    List.of(types).forEach(type -> schemas.put(type, Map.of("type", jsonType)));
  }

  private <T> void text(Map<String, String> keyword, Class<T> type, Function<String, T> parser) {
    Map<String, String> keywords = new LinkedHashMap<>(Map.of("type", "string"));
    keywords.putAll(keyword);
    schemas.put(type, keywords);
    module.addDeserializer(type, new ParsedText<>(type, parser));
  }

  /** Java would take shorter ones. */
  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (text.length() != uuid.toString().length()) {
      throw new IllegalArgumentException("no UUID");
    }
    return uuid;
  }

  /** The keywords of a type's schema, if it is one of them. */
  Optional<Map<String, String>> schemaOf(Class<?> type) {
    return Optional.ofNullable(schemas.get(type));
  }

  /** Reads those that are texts. */
  SimpleModule module() {
    return module;
  }
}
