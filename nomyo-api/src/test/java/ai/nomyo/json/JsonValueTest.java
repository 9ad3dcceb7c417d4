// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

  @Test
  void plainJavaValues_haveAJsonForm() {
    assertEquals(JsonNull.NULL, JsonValue.of(null));
    assertEquals(new JsonBoolean(true), JsonValue.of(true));
    assertEquals(new JsonString("x"), JsonValue.of(new StringBuilder("x")));
    assertEquals(new JsonNumber("7"), JsonValue.of(7));
    assertEquals(new JsonNumber("0.5"), JsonValue.of(0.5f));
    assertEquals(new JsonNumber("1.0E10"), JsonValue.of(1e10));
    assertEquals(new JsonNumber("1E+400"), JsonValue.of(new BigDecimal("1E400")));
    assertEquals("1" + "0".repeat(400), number(BigInteger.TEN.pow(400)).text());
    assertEquals(
        new JsonArray(List.of(JsonNull.NULL, new JsonNumber("1"))),
        JsonValue.of(Arrays.asList(null, 1)));
    assertEquals(
        JsonObject.builder().put("a", JsonObject.empty()).build(),
        JsonValue.of(Map.of("a", Map.of())));
  }

  private static JsonNumber number(Number number) {
    return JsonNumber.of(number);
  }

  @Test
  void valuesWithoutAJsonForm_areRefused() {
    assertThrows(InvalidInputException.class, () -> JsonValue.of(new Object()));
    assertThrows(InvalidInputException.class, () -> JsonValue.of(Double.NaN));
    assertThrows(InvalidInputException.class, () -> JsonValue.of(Float.NEGATIVE_INFINITY));
    assertThrows(InvalidInputException.class, () -> JsonValue.of(Map.of(1, "x")));
    assertThrows(InvalidInputException.class, () -> JsonValue.of(List.of('c')));
  }

  @Test
  void valuesAreNestedAsDeepAsTextMayBe_andNoDeeper() {
    Object deepest = "x";
    for (int level = 0; level < 256; level++) {
      deepest = level % 2 == 0 ? List.of(deepest) : Map.of("inner", deepest);
    }
    assertEquals(JsonValue.of(deepest), JsonObject.of((Map<?, ?>) deepest));
    Map<String, Object> tooDeep = Map.of("outer", deepest);
    assertThrows(InvalidInputException.class, () -> JsonObject.of(tooDeep));
  }

  @Test
  void valueThatHoldsItself_isRefused() {
    Map<String, Object> cyclic = new HashMap<>();
    cyclic.put("self", List.of(cyclic));
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> JsonValue.of(cyclic));
    assertEquals(
        "JSON value: given one nested more deeply, or in itself, allowed is at most 256 levels",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", "01", "1.", ".5", "1e", "0x1", "NaN", "1 ", "١"})
  void textThatIsNoNumber_isRefused(String text) {
    assertThrows(InvalidInputException.class, () -> new JsonNumber(text));
  }

  @Test
  void membersOfOtherKinds_readAsAbsent() {
    JsonObject object =
        JsonObject.of(
            Map.of("number", 0.5, "strings", Arrays.asList("a", 1, null, "b"), "text", "x"));
    assertEquals(OptionalDouble.of(0.5), object.getDouble("number"));
    assertEquals(OptionalDouble.empty(), object.getDouble("text"));
    assertEquals(OptionalDouble.empty(), object.getDouble("none"));
    assertEquals(List.of("a", "b"), object.getStrings("strings"));
    assertEquals(List.of(), object.getStrings("text"));
    assertEquals(List.of(), object.getStrings("none"));
  }

  @Test
  void numbers_answerWhatTheyCan() {
    assertEquals(OptionalLong.of(10), new JsonNumber("1.0e1").asLong());
    assertEquals(OptionalLong.of(0), new JsonNumber("0e5000").asLong());
    assertEquals(OptionalLong.of(1), new JsonNumber("1." + "0".repeat(998)).asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber("1." + "0".repeat(999)).asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber("1.5").asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber("9223372036854775808").asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber("1e999999999").asLong());
    assertEquals(OptionalLong.empty(), new JsonNumber("1e99999999999").asLong());
    assertEquals(OptionalInt.empty(), new JsonNumber("2147483648").asInt());
    assertEquals(OptionalInt.of(-5), new JsonNumber("-5").asInt());
    assertEquals(Double.POSITIVE_INFINITY, new JsonNumber("1e400").asDouble());
  }

  @Test
  void equality_isThatOfTheText() {
    assertNotEquals(new JsonNumber("1"), new JsonNumber("1.0"));
    JsonObject ab = JsonObject.builder().put("a", 1).put("b", 2).build();
    assertNotEquals(ab, JsonObject.builder().put("b", 2).put("a", 1).build());
    assertEquals(ab, JsonObject.builder().put("a", 0).put("b", 2).put("a", 1).build());
    assertEquals(ab.hashCode(), ab.newBuilder().build().hashCode());
  }

  @Test
  void objects_areImmutable() {
    JsonObject.Builder builder = JsonObject.builder().put("a", 1);
    JsonObject first = builder.build();
    builder.put("b", 2);
    assertEquals(1, first.members().size());
    assertThrows(UnsupportedOperationException.class, () -> first.members().clear());
    assertThrows(
        UnsupportedOperationException.class,
        () -> new JsonArray(List.of()).elements().add(JsonNull.NULL));
  }

  @Test
  void accessors_areEmptyForAbsentAndOtherKinds() {
    JsonObject object =
        JsonObject.builder().put("n", null).put("s", "x").put("l", List.of(1, Map.of())).build();
    assertEquals(JsonNull.NULL, object.get("n").orElseThrow());
    assertFalse(object.getString("n").isPresent());
    assertFalse(object.getString("absent").isPresent());
    assertFalse(object.getNumber("s").isPresent());
    assertFalse(object.getLong("s").isPresent());
    assertFalse(object.getBoolean("s").isPresent());
    assertFalse(object.getObject("s").isPresent());
    assertEquals(List.of(JsonObject.empty()), object.getObjects("l"));
    assertEquals(List.of(), object.getObjects("s"));
  }

  @Test
  void toString_showsSizesOnly() {
    JsonObject secret = JsonObject.builder().put("canary", List.of("canary", 31415)).build();
    assertEquals("JsonObject[1 members]", secret.toString());
    assertEquals("JsonArray[2 elements]", secret.get("canary").orElseThrow().toString());
    assertEquals("JsonString[6 chars]", new JsonString("canary").toString());
    assertEquals("JsonNumber[5 chars]", new JsonNumber("31415").toString());
  }
}
