// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolDefinitionTest {

  private static final JsonObject SCHEMA = Json.object("type", "object");

  @Test
  void function_hasNameDescriptionAndParameters() {
    ToolDefinition tool = ToolDefinition.function("f", "d", SCHEMA);
    assertEquals(
        Json.typed("function", Json.object("name", "f", "description", "d", "parameters", SCHEMA)),
        tool.json());
    assertEquals(Optional.of("function"), tool.type());
    assertEquals(Optional.of("f"), tool.name());
    assertEquals(Optional.of("d"), tool.description());
    assertEquals(Optional.of(SCHEMA), tool.parameters());
    assertEquals(Optional.empty(), tool.strict());
    assertEquals(Optional.empty(), tool.format());
  }

  @Test
  void builder_putsEverythingInOneOrder() {
    ToolDefinition tool =
        ToolDefinition.functionBuilder("f")
            .putAdditional("zeta", 1)
            .strict(true)
            .parameters(SCHEMA)
            .putAdditional("alpha", null)
            .description("d")
            .build();
    assertEquals(
        Json.typed(
            "function",
            Json.object(
                "name",
                "f",
                "description",
                "d",
                "parameters",
                SCHEMA,
                "strict",
                true,
                "zeta",
                1,
                "alpha",
                null)),
        tool.json());
    assertEquals(Optional.of(true), tool.strict());
    assertEquals(
        Json.typed("function", Json.object("name", "f")),
        ToolDefinition.functionBuilder("f").build().json());
  }

  @Test
  void custom_takesAnyTextOrWhatAFormatAllows() {
    ToolDefinition plain = ToolDefinition.custom("c", "d");
    assertEquals(Json.typed("custom", Json.object("name", "c", "description", "d")), plain.json());
    assertEquals(Optional.of("custom"), plain.type());
    assertEquals(Optional.of("c"), plain.name());
    assertEquals(Optional.of("d"), plain.description());
    ToolDefinition formed = ToolDefinition.custom("c", "d", ToolInputFormat.TEXT);
    assertEquals(
        Json.typed(
            "custom",
            Json.object("name", "c", "description", "d", "format", Json.object("type", "text"))),
        formed.json());
    assertEquals(Optional.of(ToolInputFormat.TEXT), formed.format());
  }

  @Test
  void inputFormat_isTextOrAGrammar() {
    assertEquals(Optional.of("text"), ToolInputFormat.TEXT.type());
    assertEquals(Optional.empty(), ToolInputFormat.TEXT.syntax());
    ToolInputFormat lark = ToolInputFormat.lark("start: \"x\"");
    assertEquals(
        Json.typed("grammar", Json.object("syntax", "lark", "definition", "start: \"x\"")),
        lark.json());
    assertEquals(Optional.of("grammar"), lark.type());
    assertEquals(Optional.of("start: \"x\""), lark.definition());
    assertEquals(Optional.of("regex"), ToolInputFormat.regex("a+").syntax());
    assertEquals(Optional.of("a+"), ToolInputFormat.regex("a+").definition());
    assertEquals(
        Json.object("type", "text", "new", 1),
        ToolInputFormat.TEXT.withAdditional("new", 1).json());
  }

  @Test
  void withAdditional_standsBesideTheFunction() {
    ToolDefinition tool = ToolDefinition.functionBuilder("f").build();
    assertEquals(
        Json.object("type", "function", "function", Json.object("name", "f"), "defer", true),
        tool.withAdditional("defer", true).json());
  }

  @Test
  void blankName_isRefused() {
    String refusal = "tool name: given a string of 1 chars, allowed is a non-blank string";
    Refused.with(refusal, () -> ToolDefinition.functionBuilder(" "));
    Refused.with(refusal, () -> ToolDefinition.custom(" ", "canary"));
    Refused.with(refusal, () -> ToolChoice.function(" "));
    Refused.with(refusal, () -> ToolChoice.custom(" "));
  }
}
