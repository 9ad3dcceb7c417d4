// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

/**
 * A JSON string.
 *
 * @param value the text, unescaped
 */
public record JsonString(String value) implements JsonValue {

  /** Shows the number of UTF-16 units only. */
  @Override
  public String toString() {
    return "JsonString[" + value.length() + " chars]";
  }
}
