// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.error.UnfitAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that a model asks for and does not get. */
class UncalledToolsTest {

  record Number(int value) {}

  private final FakeChat chat = new FakeChat();
  private final List<Number> done = new ArrayList<>();
  private final ChatRequest request = FakeChat.asking("x");

  private final Tool twice =
      Tool.of(
          "twice",
          "Doubles.",
          Number.class,
          number -> {
            done.add(number);
            return 2 * number.value();
          });

  private ToolRunner runner(Tool... tools) {
    return ToolRunner.on(chat).tools(tools).build();
  }

  private static Map<String, Object> twice(String id, int number) {
    return FakeChat.call(id, "twice", "{\"value\":" + number + "}");
  }

  @Test
  void noCallIsMade_ofARoundWhereOneCannotBeAnswered() {
    chat.calling(
        twice("a", 1), Map.of("function", Map.of("name", "twice", "arguments", "{\"value\":1}")));
    assertThrows(UnfitAnswerException.class, () -> runner(twice).run(request));
    assertEquals(List.of(), done);
  }

  @Test
  void noCallIsMade_ofAMessageThatCannotBeSentBack() {
    chat.message(Map.of("content", 4711, "tool_calls", List.of(twice("a", 1))), "tool_calls");
    UnfitAnswerException unfit =
        assertThrows(UnfitAnswerException.class, () -> runner(twice).run(request));
    assertEquals(
        "the model's text is no message: it cannot be sent back as it is", unfit.getMessage());
    assertEquals(List.of(), done);
  }

  @Test
  void toolThatTheRequestDoesNotAllow_isNotCalled() {
    Tool other = Tool.of("other", "", Number.class, number -> "");
    ToolChoice others = ToolChoice.allowed(ToolChoice.REQUIRED, List.of(other.definition()));
    assertEquals("error: there is no such tool, only other", told(others, other));
    assertEquals("error: no tool may be called", told(ToolChoice.NONE, other));
    assertEquals(List.of(), done);
    ToolChoice twiceOnly = ToolChoice.allowed(ToolChoice.AUTO, List.of(twice.definition()));
    assertEquals("2", told(twiceOnly, other));
    assertEquals("2", told(ToolChoice.function("other"), other));
  }

  private String told(ToolChoice choice, Tool other) {
    chat.calling(twice("a", 1)).text("");
    runner(twice, other).run(request.newBuilder().toolChoice(choice).build());
    return chat.lastMessages().get(2).content().orElseThrow();
  }
}
