// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.json.JsonArray;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadLimitTest {

  private static final int AROUND_THE_TEXT = "{\"a\":\"\"}".length();

  private final JsonCodec json = new JsonCodec();

  @Test
  void largestMessage_passes_andOneByteMoreDoesNot() {
    String largest = "x".repeat(PayloadLimit.MAX_BYTES - AROUND_THE_TEXT);
    assertDoesNotThrow(() -> PayloadLimit.check(object(JsonValue.of(largest))));
    assertEquals(
        "request: given 10485761 bytes of JSON, allowed is at most 10485760 bytes",
        refusal(JsonValue.of(largest + "x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\\",
        "/",
        "\u0000",
        "\u001f",
        "\b",
        "\t",
        "\n",
        "\f",
        "\r",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud83d\ude80",
        "\ud83d",
        "\ude80",
        "\ude80\ud83dx",
        "\u2028"
      })
  void characters_countAsTheyAreWritten(String text) throws IOException {
    int each = bytes(text);
    int most = (PayloadLimit.MAX_BYTES - AROUND_THE_TEXT) / each;
    String largest = text.repeat(most);
    assertDoesNotThrow(() -> PayloadLimit.check(object(JsonValue.of(largest))));
    assertEquals(
        "request: given "
            + ((most + 1) * each + AROUND_THE_TEXT)
            + " bytes of JSON, allowed is at most 10485760 bytes",
        refusal(JsonValue.of(largest + text)));
  }

  private int bytes(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.write(JsonValue.of(text), out);
    return out.size() - 2;
  }

  @Test
  void everyKindOfValue_countsAsItIsWritten() throws IOException {
    List<Object> values =
        Arrays.asList("é", 1.5, true, false, null, List.of(), Map.of(), List.of(1, 2));
    JsonObject message = JsonObject.builder().put("\n", values).put("b", Map.of("c", "d")).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.write(message, out);
    int filler = PayloadLimit.MAX_BYTES - out.size() - ",\"x\":\"\"".length();
    JsonObject largest = message.newBuilder().put("x", "y".repeat(filler)).build();
    assertDoesNotThrow(() -> PayloadLimit.check(largest));
    JsonObject larger = message.newBuilder().put("x", "y".repeat(filler + 1)).build();
    assertThrows(InvalidInputException.class, () -> PayloadLimit.check(larger));
  }

  @Test
  void nestingThatCannotBeWritten_isRefusedHere_andAnyOtherPasses() {
    assertDoesNotThrow(() -> PayloadLimit.check(object(nested(JsonCodec.MAX_DEPTH - 1))));
    assertDoesNotThrow(() -> json.write(object(nested(JsonCodec.MAX_DEPTH - 1))));
    assertThrows(
        InvalidInputException.class, () -> json.write(object(nested(JsonCodec.MAX_DEPTH))));
    String refusal = "JSON value: given one nested more deeply, allowed is at most 256 levels";
    assertEquals(refusal, refusal(nested(JsonCodec.MAX_DEPTH)));
    assertEquals(refusal, refusal(nested(1_000_000)));
  }

  @Test
  void nameThatCannotBeWritten_isRefusedHere() {
    assertEquals(
        "JSON member name: given one with half of a surrogate pair, allowed is whole characters",
        refusal(JsonValue.of(Map.of("\ud83d", 1))));
  }

  @Test
  void erasableStrings_countAsOthers_andClosedOnesAreRefused() {
    char[] largest = "x".repeat(PayloadLimit.MAX_BYTES - AROUND_THE_TEXT).toCharArray();
    JsonErasableString text = JsonErasableString.owning(largest);
    assertDoesNotThrow(() -> PayloadLimit.check(object(text)));
    char[] larger = Arrays.copyOf(largest, largest.length + 1);
    Arrays.fill(larger, 'x');
    assertEquals(
        "request: given 10485761 bytes of JSON, allowed is at most 10485760 bytes",
        refusal(JsonErasableString.owning(larger)));
    text.close();
    assertEquals("erasable string: given a closed one, allowed is one that is open", refusal(text));
  }

  private String refusal(JsonValue value) {
    return assertThrows(InvalidInputException.class, () -> PayloadLimit.check(object(value)))
        .getMessage();
  }

  private static JsonObject object(JsonValue member) {
    return JsonObject.builder().put("a", member).build();
  }

  private static JsonValue nested(int levels) {
    JsonValue value = JsonNull.NULL;
    for (int i = 0; i < levels; i++) {
      value = new JsonArray(List.of(value));
    }
    return value;
  }
}
