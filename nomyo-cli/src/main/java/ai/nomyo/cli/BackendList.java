// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Backends;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which backends are present, without a look at how fast they are.
 *
 * @param absences why a backend is absent, by its name; nothing for one that is present
 */
record BackendList(Map<String, String> absences) {

  static BackendList of(List<String> names) {
    Map<String, String> absences = new LinkedHashMap<>();
    names.forEach(name -> absences.put(name, absence(name)));
    return new BackendList(absences);
  }

  private static String absence(String name) {
    try {
      Backends.named(name);
      return "";
    } catch (BackendUnavailableException absent) {
      return absent.getMessage();
    }
  }

  String line() {
    return "Backends: "
        + absences.entrySet().stream()
            .map(backend -> backend.getKey() + (backend.getValue().isEmpty() ? "" : " (absent)"))
            .collect(Collectors.joining(", "));
  }

  List<JsonObject> json() {
    return absences.entrySet().stream().map(BackendList::json).toList();
  }

  private static JsonObject json(Map.Entry<String, String> backend) {
    boolean present = backend.getValue().isEmpty();
    JsonObject.Builder row =
        JsonObject.builder().put("name", backend.getKey()).put("present", present);
    return present ? row.build() : row.put("reason", backend.getValue()).build();
  }
}
