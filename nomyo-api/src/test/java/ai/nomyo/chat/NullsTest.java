// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.json.JsonNull;
import ai.nomyo.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A variable that is null by mistake is not sent as a prompt or a parameter. */
class NullsTest {

  private static final String NONE = null;

  private static ChatRequest.Builder request() {
    return ChatRequest.builder().model("m").user("x");
  }

  static Stream<Map.Entry<String, Executable>> nulls() {
    return Stream.of(
        Map.entry("model", () -> request().model(NONE)),
        Map.entry("content", () -> request().user(NONE)),
        Map.entry("content", () -> request().system(NONE)),
        Map.entry("content", () -> ChatMessage.tool("id", NONE)),
        Map.entry("tool_call_id", () -> ChatMessage.tool(NONE, "x")),
        Map.entry("stop", () -> request().stop(NONE)),
        Map.entry("user", () -> request().endUser(NONE)),
        Map.entry("text", () -> ContentPart.text(NONE)),
        Map.entry("url", () -> ContentPart.image(NONE)),
        Map.entry("file_id", () -> ContentPart.fileId(NONE)));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void null_isRefusedByName(Map.Entry<String, Executable> row) {
    Refused.with(
        row.getKey() + ": given null, allowed is a value, or no call at all", row.getValue());
  }

  @Test
  void numberThatJsonDoesNotHave_isRefusedByName() {
    Refused.with(
        "temperature: given NaN, allowed is a finite number",
        () -> request().temperature(Double.NaN));
    Refused.with(
        "top_p: given Infinity, allowed is a finite number",
        () -> request().topP(Double.POSITIVE_INFINITY));
  }

  /** Null has a meaning there, and requests that are read may have it anywhere. */
  @Test
  void additionalNull_isSent() {
    JsonObject sent = request().putAdditional("seed", null).build().json();
    assertEquals(Optional.of(JsonNull.NULL), sent.get("seed"));
    ChatMessage calling =
        ChatMessage.builder(Role.ASSISTANT).putAdditional("content", null).build();
    assertEquals(Optional.of(JsonNull.NULL), calling.json().get("content"));
  }
}
