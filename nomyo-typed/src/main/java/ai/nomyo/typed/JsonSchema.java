// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;

/**
 * The JSON Schema (2020-12) of a record or class, in the strict form of OpenAI's structured
 * outputs: every object has all its members and no others.
 *
 * <ul>
 *   <li>Components may be {@code String}, {@code boolean}, enums, numbers (but {@code byte} and
 *       {@code float}, which are too small for what a model may write), {@code UUID}, {@code URI},
 *       {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime}, {@code OffsetDateTime}, {@code
 *       ZonedDateTime}, {@code Instant}, {@code Duration}, records, classes with a constructor that
 *       takes nothing and fields that are not final, and lists, sets and arrays of them.
 *   <li>An {@code Optional} and what is annotated {@code @Nullable} (of any package) may be null,
 *       and still has to be there; everything else is never null, elements included.
 *   <li>A map has the constants of an enum as keys, all of them. Strict schemas know no open set of
 *       members; a list of records does the same.
 *   <li>{@link Description} and Jackson's {@code @JsonProperty} are honoured.
 * </ul>
 */
public final class JsonSchema {

  private JsonSchema() {}

  /**
   * The schema of a record or class; made once per class and kept with it.
   *
   * @throws InvalidInputException if something in it has no strict schema: an interface, {@code
   *     Object}, a map with open keys; the message names the component and its type
   */
  public static JsonObject of(Class<?> type) {
    return Form.of(type).schema();
  }
}
