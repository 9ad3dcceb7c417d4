// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;

/** JSON objects with their members in the order they are written down. */
final class Json {

  private Json() {}

  static JsonObject object(Object... namesAndValues) {
    JsonObject.Builder object = JsonObject.builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object.build();
  }

  static JsonObject typed(String type, Object value) {
    return object("type", type, type, value);
  }
}
