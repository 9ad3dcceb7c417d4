package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
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

class PayloadLimitTest {

  private static final int AROUND_THE_TEXT = "{\"a\":\"\"}".length();

  private final JsonCodec json = new JsonCodec();

  @Test
  void largestMessage_passes_andOneByteMoreDoesNot() {
    String largest = "x".repeat(PayloadLimit.MAX_BYTES - AROUND_THE_TEXT);
    assertDoesNotThrow(() -> PayloadLimit.check(object(JsonValue.of(largest)), json));
    assertEquals(
        "request: given 10485761 bytes of JSON, allowed is at most 10485760 bytes",
        refusal(JsonValue.of(largest + "x")));
  }

  @Test
  void messageThatIsTooLargeByItsEscapes_isRefusedWhenItIsWritten() {
    int quotes = (PayloadLimit.MAX_BYTES - AROUND_THE_TEXT) / 2;
    assertDoesNotThrow(() -> written("\"".repeat(quotes)));
    JsonObject larger = object(JsonValue.of("\"".repeat(quotes + 1)));
    assertDoesNotThrow(() -> PayloadLimit.check(larger, json));
    assertEquals(
        "request: given 10485762 bytes of JSON, allowed is at most 10485760 bytes",
        assertThrows(InvalidInputException.class, () -> written("\"".repeat(quotes + 1)))
            .getMessage());
  }

  @Test
  void whatPassesTheLimit_isUnchanged() throws IOException {
    assertEquals("{\"a\":\"\\\"é\"}", written("\"é"));
    ByteArrayOutputStream single = new ByteArrayOutputStream();
    PayloadLimit.enforcing(single, JsonObject.empty(), json).write('x');
    assertEquals("x", single.toString(UTF_8));
  }

  private String written(String text) throws IOException {
    JsonObject message = object(JsonValue.of(text));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.write(message, PayloadLimit.enforcing(out, message, json));
    return out.toString(UTF_8);
  }

  @Test
  void nestingThatCannotBeWritten_isRefusedHere_andAnyOtherPasses() {
    assertDoesNotThrow(() -> PayloadLimit.check(object(nested(JsonCodec.MAX_DEPTH - 1)), json));
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
    assertDoesNotThrow(() -> PayloadLimit.check(object(text), json));
    char[] larger = Arrays.copyOf(largest, largest.length + 1);
    Arrays.fill(larger, 'x');
    assertEquals(
        "request: given 10485761 bytes of JSON, allowed is at most 10485760 bytes",
        refusal(JsonErasableString.owning(larger)));
    text.close();
    assertEquals("erasable string: given a closed one, allowed is one that is open", refusal(text));
  }

  private String refusal(JsonValue value) {
    return assertThrows(InvalidInputException.class, () -> PayloadLimit.check(object(value), json))
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
