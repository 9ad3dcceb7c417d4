// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import ai.nomyo.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which known members stand in what a builder makes, so that the order of its methods'
 * calls does not matter and equal requests are equal byte for byte. What the builder started with
 * keeps its order. Members that are not known come last, in the order in which they were put.
 */
final class MemberOrder {

  private final List<String> known;

  private MemberOrder(List<String> known) {
    this.known = known;
  }

  static MemberOrder of(String... known) {
    return of(List.of(known));
  }

  static MemberOrder of(List<String> known) {
    return new MemberOrder(known);
  }

  /**
   * The members of an object in order.
   *
   * @param base what the builder started with
   * @param grown the same with what was put into it since
   */
  JsonObject arranged(JsonObject base, JsonObject grown) {
    List<String> names = new ArrayList<>(base.members().keySet());
    grown.members().keySet().stream()
        .filter(name -> base.get(name).isEmpty())
        .forEach(name -> names.add(placeOf(name, names), name));
    JsonObject.Builder ordered = JsonObject.builder();
    names.forEach(name -> ordered.put(name, grown.get(name).orElseThrow()));
    return ordered.build();
  }

  /** Before the first that comes later. */
  private int placeOf(String added, List<String> names) {
    int place = 0;
    while (place < names.size() && rank(names.get(place)) <= rank(added)) {
      place++;
    }
    return place;
  }

  private int rank(String name) {
    int place = known.indexOf(name);
    return place < 0 ? known.size() : place;
  }
}
