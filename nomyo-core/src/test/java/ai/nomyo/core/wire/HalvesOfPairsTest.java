// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half of a surrogate pair has no UTF-8: in a text it is escaped, in a name refused. */
class HalvesOfPairsTest {

  private final JsonCodec json = new JsonCodec();

  /** An escape takes six bytes, which may be all the room that is left. */
  @Test
  void halfAtTheEndOfALongText_fitsWhateverStandsBefore() throws IOException {
    for (int more = 0; more < 4_000; more++) {
      String before = "a".repeat(LongStringWriter.LEAST_CHARS + more);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      json.write(new JsonString(before + "\ud83d"), out);
      assertEquals('"' + before + "\\uD83D\"", out.toString(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udbff", "\udc00", "\udfff"})
  void everyHalf_isRefusedInAName(String name) {
    JsonObject object = JsonObject.builder().put(name, 1).build();
    assertThrows(InvalidInputException.class, () -> json.write(object));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud7ff", "\ue000", "\ud800\udc00", "\udbff\udfff"})
  void wholeCharactersBesideThem_areTakenInAName(String name) {
    JsonObject object = JsonObject.builder().put(name, 1).build();
    assertEquals("{\"" + name + "\":1}", json.write(object));
  }
}
