// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolChoiceTest {

  @Test
  void modes_areStrings() {
    assertEquals(new JsonString("none"), ToolChoice.NONE.json());
    assertEquals(new JsonString("auto"), ToolChoice.AUTO.json());
    assertEquals(new JsonString("required"), ToolChoice.REQUIRED.json());
    assertEquals(Optional.of("auto"), ToolChoice.AUTO.mode());
    assertEquals(Optional.empty(), ToolChoice.AUTO.name());
    assertEquals(List.of(), ToolChoice.AUTO.tools());
  }

  @Test
  void oneTool_isNamed() {
    ToolChoice function = ToolChoice.function("f");
    assertEquals(Json.typed("function", Json.object("name", "f")), function.json());
    assertEquals(Optional.of("f"), function.name());
    assertEquals(Optional.empty(), function.mode());
    ToolChoice custom = ToolChoice.custom("c");
    assertEquals(Json.typed("custom", Json.object("name", "c")), custom.json());
    assertEquals(Optional.of("c"), custom.name());
  }

  @Test
  void allowedTools_areNamed_andOthersStandAsTheyAre() {
    ToolDefinition function = ToolDefinition.function("f", "d", Json.object("type", "object"));
    ToolDefinition custom = ToolDefinition.custom("c", "d");
    ToolDefinition other = new ToolDefinition(Json.typed("search", Json.object("name", "s")));
    ToolDefinition nameless = new ToolDefinition(Json.typed("function", Map.of()));
    ToolChoice choice =
        ToolChoice.allowed(ToolChoice.REQUIRED, List.of(function, custom, other, nameless));
    assertEquals(
        Json.typed(
            "allowed_tools",
            Json.object(
                "mode",
                "required",
                "tools",
                List.of(
                    Json.typed("function", Json.object("name", "f")),
                    Json.typed("custom", Json.object("name", "c")),
                    other.json(),
                    nameless.json()))),
        choice.json());
    assertEquals(Optional.of("required"), choice.mode());
    assertEquals(Optional.empty(), choice.name());
    assertEquals(4, choice.tools().size());
    assertEquals(Optional.of("c"), choice.tools().get(1).name());
  }

  @Test
  void allowedTools_wantAModeAndATool() {
    List<ToolDefinition> tools = List.of(ToolDefinition.custom("c", "d"));
    Refused.with(
        "mode: given an object, allowed is AUTO or REQUIRED",
        () -> ToolChoice.allowed(ToolChoice.function("f"), tools));
    Refused.with(
        "tools: given 0 tools, allowed is 1 tool or more",
        () -> ToolChoice.allowed(ToolChoice.AUTO, List.of()));
  }
}
