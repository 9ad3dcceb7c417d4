// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseFormatTest {

  private static final JsonObject SCHEMA = Json.object("type", "object");

  @Test
  void plainForms_areTypesOnly() {
    assertEquals(Json.object("type", "text"), ResponseFormat.TEXT.json());
    assertEquals(Json.object("type", "json_object"), ResponseFormat.JSON_OBJECT.json());
    assertEquals(Optional.of("json_object"), ResponseFormat.JSON_OBJECT.type());
    assertEquals(Optional.empty(), ResponseFormat.JSON_OBJECT.name());
  }

  @Test
  void jsonSchema_hasANameAndASchema() {
    ResponseFormat format = ResponseFormat.jsonSchema("s", SCHEMA);
    assertEquals(
        Json.typed("json_schema", Json.object("name", "s", "schema", SCHEMA)), format.json());
    assertEquals(Optional.of("json_schema"), format.type());
    assertEquals(Optional.of("s"), format.name());
    assertEquals(Optional.of(SCHEMA), format.schema());
    assertEquals(Optional.empty(), format.strict());
  }

  @Test
  void builder_putsEverythingInOneOrder() {
    ResponseFormat format =
        ResponseFormat.jsonSchemaBuilder("s")
            .putAdditional("zeta", 1)
            .strict(true)
            .schema(SCHEMA)
            .description("d")
            .putAdditional("alpha", null)
            .build();
    assertEquals(
        Json.typed(
            "json_schema",
            Json.object(
                "name",
                "s",
                "description",
                "d",
                "schema",
                SCHEMA,
                "strict",
                true,
                "zeta",
                1,
                "alpha",
                null)),
        format.json());
    assertEquals(Optional.of("d"), format.description());
    assertEquals(Optional.of(true), format.strict());
  }

  @Test
  void withAdditional_standsBesideTheSchema() {
    assertEquals(
        Json.object("type", "text", "new", 1), ResponseFormat.TEXT.withAdditional("new", 1).json());
  }

  @Test
  void blankName_isRefused() {
    Refused.with(
        "schema name: given a string of 0 chars, allowed is a non-blank string",
        () -> ResponseFormat.jsonSchema("", Json.object("canary", 1)));
  }
}
