// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The header fields of a request, by name in any case. Filled by one thread, then read by any. */
final class HeaderFields {

  private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static HeaderFields of(Map<String, String> headers) {
    HeaderFields fields = new HeaderFields();
    headers.forEach(fields::add);
    return fields;
  }

  void add(String name, String value) {
    values.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
  }

  /** Every value sent under that name, in order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether a field that lists tokens holds this one, in any case. */
  boolean lists(String name, String token) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .anyMatch(part -> part.strip().equalsIgnoreCase(token));
  }

  /** One value per name: the last one sent. */
  Map<String, String> lastValues() {
    Map<String, String> last = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, all) -> last.put(name, all.get(all.size() - 1)));
    return last;
  }
}
