// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import java.util.List;

/**
 * A JSON array.
 *
 * @param elements the values in order; copied, immutable
 */
public record JsonArray(List<JsonValue> elements) implements JsonValue {

  /** Copies the list. */
  public JsonArray {
    elements = List.copyOf(elements);
  }

  /** Shows the number of elements only. */
  @Override
  public String toString() {
    return "JsonArray[" + elements.size() + " elements]";
  }
}
