// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberOrderTest {

  private static final MemberOrder ORDER = MemberOrder.of("a", "b", "c", "d");

  private static JsonObject of(String names) {
    JsonObject.Builder object = JsonObject.builder();
    names.chars().forEach(name -> object.put(String.valueOf((char) name), name));
    return object.build();
  }

  private static String arranged(String base, String added) {
    JsonObject grown = of(base).newBuilder().putAll(of(added)).build();
    JsonObject arranged = ORDER.arranged(of(base), grown);
    arranged.members().forEach((name, value) -> assertEquals(grown.get(name).get(), value));
    return String.join("", arranged.members().keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "'', dcba, abcd",
    "'', yxba, abyx",
    "dbx, '', dbx",
    "dbx, a, adbx",
    "db, c, cdb",
    "bd, ca, abcd",
    "xa, b, bxa",
    "xa, y, xay",
    "x, yda, adxy",
    "da, cb, bcda",
    "acx, bzy, abcxzy",
    "abcd, ca, abcd"
  })
  void addedKnownMembers_standBeforeTheFirstThatComesLater(
      String base, String added, String expected) {
    assertEquals(expected, arranged(base, added));
  }

  @Test
  void valueThatChanges_keepsItsPlace() {
    JsonObject grown = of("db").newBuilder().put("d", "new").build();
    assertEquals(grown, ORDER.arranged(of("db"), grown));
  }

  @Test
  void orderOfKnownAdditions_neverMatters() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "x", "y"));
      Collections.shuffle(names, random);
      String base = String.join("", names.subList(0, random.nextInt(7)));
      List<String> added = new ArrayList<>(List.of("a", "b", "c", "d"));
      String expected = arranged(base, String.join("", added));
      Collections.shuffle(added, random);
      assertEquals(expected, arranged(base, String.join("", added)), base);
    }
  }
}
