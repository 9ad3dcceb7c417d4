// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.error.InvalidInputException;

/**
 * Reads and writes JSON text without loss.
 *
 * <p>Safe for use by many threads. Reading refuses duplicate members, trailing text, nesting deeper
 * than 256 levels and half of a surrogate pair that is escaped in a member's name. Texts, names and
 * numbers may be of any length.
 */
public interface JsonFormat {

  /**
   * The value that a text holds.
   *
   * @throws InvalidInputException if the text is not one JSON value; the message gives the line and
   *     column, never the text
   */
  JsonValue read(String text);

  /**
   * As {@link #read}, of a text that holds an object.
   *
   * @throws InvalidInputException also if it holds a value of another kind
   */
  default JsonObject readObject(String text) {
    return read(text)
        .asObject()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "JSON text", text.length() + " chars of another kind", "an object"));
  }

  /**
   * The shortest text of a value: no spaces, members in order, numbers as they were read. Half of a
   * surrogate pair is escaped, so that every charset of Unicode can carry the text.
   *
   * @throws InvalidInputException if the value is nested deeper than 256 levels, the name of a
   *     member has half of a surrogate pair, or an erasable string in it is closed
   */
  String write(JsonValue value);
}
