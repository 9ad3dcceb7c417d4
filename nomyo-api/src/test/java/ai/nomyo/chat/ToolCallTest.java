// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.json.JsonFormat;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallTest {

  /** Knows two texts. */
  private static final JsonFormat FORMAT =
      new JsonFormat() {
        @Override
        public JsonValue read(String text) {
          return switch (text) {
            case "{}" -> JsonObject.empty();
            case "\"canary\"" -> new JsonString("canary");
            default -> throw new InvalidInputException("JSON text", "line 1", "one JSON value");
          };
        }

        @Override
        public String write(JsonValue value) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  void function_hasArguments() {
    ToolCall call = ToolCall.function("call_1", "f", "{}");
    assertEquals(
        Json.object(
            "id", "call_1",
            "type", "function",
            "function", Json.object("name", "f", "arguments", "{}")),
        call.json());
    assertEquals(Optional.of("call_1"), call.id());
    assertEquals(Optional.of("function"), call.type());
    assertEquals(Optional.of("f"), call.name());
    assertEquals(Optional.of("{}"), call.arguments());
    assertEquals(JsonObject.empty(), call.arguments(FORMAT));
    assertEquals(Optional.empty(), call.input());
  }

  @Test
  void custom_hasAnInput() {
    ToolCall call = ToolCall.custom("call_1", "c", "any text");
    assertEquals(
        Json.object(
            "id", "call_1",
            "type", "custom",
            "custom", Json.object("name", "c", "input", "any text")),
        call.json());
    assertEquals(Optional.of("c"), call.name());
    assertEquals(Optional.of("any text"), call.input());
    assertEquals(Optional.empty(), call.arguments());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "canary", "{canary", "\"canary\""})
  void argumentsThatAreNoObject_areUnfit_withTheirTextAtHandOnly(String text) {
    UnfitAnswerException unfit =
        assertThrows(
            UnfitAnswerException.class, () -> ToolCall.function("id", "f", text).arguments(FORMAT));
    assertEquals(text, unfit.text());
    assertTrue(
        unfit.getMessage().startsWith("the model's text is no JSON object of arguments: JSON text"),
        unfit.getMessage());
    assertFalse(unfit.toString().contains("canary"));
  }

  @Test
  void absentArguments_areUnfit() {
    ToolCall call = new ToolCall(JsonObject.empty());
    assertEquals("", assertThrows(UnfitAnswerException.class, () -> call.arguments(FORMAT)).text());
  }
}
