// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.Role;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonString;
import ai.nomyo.json.JsonValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of calls and results, as the model sees them. */
class ToolRunnerTest {

  record Number(int value) {}

  private final FakeChat chat = new FakeChat();
  private final List<String> done = new ArrayList<>();
  private final ChatRequest request = FakeChat.asking("canary-prompt");

  private final Tool twice =
      Tool.of(
          "twice",
          "Doubles.",
          Number.class,
          number -> {
            done.add(number + " on " + Thread.currentThread().getName());
            return 2 * number.value();
          });

  private ToolRunner.Builder runner(Tool... tools) {
    return ToolRunner.on(chat).tools(tools);
  }

  private static Tool throwing(Exception thrown) {
    return Tool.of(
        "fail",
        "",
        Number.class,
        number -> {
          throw thrown;
        });
  }

  private static Map<String, Object> twice(String id, int number) {
    return FakeChat.call(id, "twice", "{\"value\":" + number + "}");
  }

  /** What the model is told of the calls of one round. */
  private List<String> results(Map<?, ?>... calls) {
    chat.calling(calls).text("done");
    ToolRun run = runner(twice).build().run(request);
    return run.conversation().messages().stream()
        .filter(message -> message.role().equals(Optional.of(Role.TOOL)))
        .map(message -> message.content().orElseThrow())
        .toList();
  }

  @Test
  void answerWithoutCalls_endsTheRun() {
    chat.text("hello");
    ToolRun run = runner(twice).build().run(request);
    assertEquals(Optional.of("hello"), run.response().firstText());
    assertEquals(1, run.rounds());
    assertEquals(List.of("user", "assistant"), roles(run.conversation().messages()));
    assertEquals(
        "twice",
        chat.requests.get(0).json().getObjects("tools").stream()
            .flatMap(tool -> tool.getObject("function").stream())
            .flatMap(function -> function.getString("name").stream())
            .reduce("", String::concat));
  }

  private static List<String> roles(List<ChatMessage> messages) {
    return messages.stream().map(message -> message.role().orElseThrow().value()).toList();
  }

  @Test
  void calls_areMadeInOrder_onTheCallersThread_andAnsweredUnderTheirIds() {
    chat.calling(twice("b", 1), twice("a", 2)).calling(twice("c", 3)).text("14");
    ToolRun run = runner(twice).build().run(request);
    assertEquals(3, run.rounds());
    assertEquals(3, run.responses().size());
    String here = " on " + Thread.currentThread().getName();
    assertEquals(
        List.of("Number[value=1]" + here, "Number[value=2]" + here, "Number[value=3]" + here),
        done);
    assertEquals(
        List.of("user", "assistant", "tool", "tool", "assistant", "tool"),
        roles(chat.lastMessages()));
    assertEquals(
        List.of("b=2", "a=4", "c=6"),
        chat.lastMessages().stream()
            .filter(message -> message.role().equals(Optional.of(Role.TOOL)))
            .map(
                message ->
                    message.json().getString("tool_call_id").orElseThrow()
                        + "="
                        + message.content().orElseThrow())
            .toList());
    assertEquals(chat.lastMessages(), run.conversation().messages().subList(0, 6));
    assertEquals("ToolRun[3 rounds, Conversation[7 messages, 18 chars]]", run.toString());
  }

  @Test
  void modelsMessage_isSentBackAsItWasWritten_andGetsARoleIfItHasNone() {
    Map<String, ?> odd =
        Map.of("tool_calls", List.of(twice("a", 1)), "reasoning_content", "hm", "odd", List.of(1));
    chat.message(odd, "tool_calls").text("");
    runner(twice).build().run(request);
    ChatMessage sent = chat.lastMessages().get(1);
    assertEquals(Optional.of(Role.ASSISTANT), sent.role());
    assertEquals(Optional.of("hm"), sent.json().getString("reasoning_content"));
    assertEquals(Optional.of(JsonValue.of(List.of(1))), sent.json().get("odd"));
  }

  @Test
  void unknownTool_isAnErrorForTheModel() {
    assertEquals(
        List.of("error: there is no such tool, only twice"),
        results(FakeChat.call("a", "canary", "{}")));
    assertEquals(List.of(), done);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\1',
      value = {
        "{\"value\":\"canary\"}|value: a whole number expected, a string given",
        "{\"canary\":1}|value: missing",
        "{\"value\":1,\"canary\":1}|unknown members: 1",
        "canary|it is not one JSON value",
        "''|it is not one JSON value",
        "|value: missing"
      })
  void argumentsThatDoNotFit_areAnErrorForTheModel(String arguments, String problem) {
    assertEquals(
        List.of("error: the arguments do not fit: " + problem),
        results(FakeChat.call("a", "twice", arguments == null ? "" : arguments)));
    assertEquals(List.of(), done);
  }

  @Test
  void callWithoutAFunction_isAnErrorForTheModel() {
    assertEquals(
        List.of("error: there is no such tool, only twice"),
        results(Map.of("id", "a", "type", "custom", "custom", Map.of("name", "twice"))));
  }

  @Test
  void sameIdTwice_isTwoCalls_withTwoResults() {
    assertEquals(List.of("2", "4"), results(twice("a", 1), twice("a", 2)));
  }

  @Test
  void callWithoutAnId_cannotBeAnswered() {
    chat.calling(Map.of("function", Map.of("name", "twice", "arguments", "{\"value\":1}")));
    UnfitAnswerException unfit =
        assertThrows(UnfitAnswerException.class, () -> runner(twice).build().run(request));
    assertEquals("the model's text is no tool call: it has no id to answer to", unfit.getMessage());
    assertEquals(List.of(), done);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "tool_calls", "something"})
  void callsCount_whateverTheFinishReason(String reason) {
    chat.message(Map.of("content", "I call.", "tool_calls", List.of(twice("a", 1))), reason)
        .text("2");
    assertEquals(2, runner(twice).build().run(request).rounds());
    assertEquals(1, done.size());
  }

  @Test
  void callsOfAnAnswerThatWasCutOff_areNotMade() {
    chat.message(Map.of("tool_calls", List.of(twice("a", 1), twice("b", 2))), "length").text("");
    ToolRun run = runner(twice).build().run(request);
    assertEquals(List.of(), done);
    assertEquals(
        Optional.of("error: not called, as your answer was cut off at the token limit"),
        run.conversation().messages().get(3).content());
  }

  @Test
  void answerWithoutAMessage_endsTheRun() {
    chat.json(Map.of("choices", List.of()));
    ToolRun run = runner(twice).build().run(request);
    assertEquals(List.of("user"), roles(run.conversation().messages()));
    assertEquals(1, run.rounds());
  }

  @Test
  void toolException_isToldTheModel() {
    chat.calling(FakeChat.call("a", "fail", "{\"value\":1}")).text("I see.");
    ToolException thrown = new ToolException("canary: no such customer");
    ToolRun run = runner(throwing(thrown)).build().run(request);
    assertEquals(
        Optional.of("canary: no such customer"), run.conversation().messages().get(2).content());
    assertEquals("the tool answered the model with an error of 24 chars", thrown.getMessage());
  }

  @Test
  void otherExceptions_endTheRun() {
    IllegalStateException unchecked = new IllegalStateException("of the tool");
    chat.calling(FakeChat.call("a", "fail", "{\"value\":1}"));
    ToolRunner failing = runner(throwing(unchecked)).build();
    assertSame(unchecked, assertThrows(IllegalStateException.class, () -> failing.run(request)));
    IOException checked = new IOException("canary");
    chat.calling(FakeChat.call("a", "fail", "{\"value\":1}"));
    ToolRunner wrapping = runner(throwing(checked)).build();
    ToolFailedException failed =
        assertThrows(ToolFailedException.class, () -> wrapping.run(request));
    assertSame(checked, failed.getCause());
    assertEquals("the tool fail failed with IOException", failed.getMessage());
    assertEquals(2, chat.requests.size());
  }

  @Test
  void tooManyRounds_isAnError_thatHoldsTheMessagesUnseen() {
    for (int round = 1; round <= 3; round++) {
      chat.calling(FakeChat.call("canary-id", "twice", "{\"value\":" + round + "}"));
    }
    ToolRunner brief = runner(twice).maxRounds(3).build();
    TooManyRoundsException endless =
        assertThrows(TooManyRoundsException.class, () -> brief.run(request));
    assertEquals(3, chat.requests.size());
    assertEquals(2, done.size());
    assertEquals(
        List.of("user", "assistant", "tool", "assistant", "tool", "assistant"),
        roles(endless.conversation().messages()));
    StringWriter trace = new StringWriter();
    endless.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("canary"), trace::toString);
    assertEquals("the model still calls tools in round 3, the last allowed", endless.getMessage());
  }

  @Test
  void lastRound_mayAnswer() {
    chat.calling(twice("a", 1)).text("2");
    assertEquals(2, runner(twice).maxRounds(2).build().run(request).rounds());
  }

  @Test
  void tenRounds_areAllowedByDefault() {
    for (int round = 0; round < 10; round++) {
      chat.calling(twice("a", 1));
    }
    ToolRunner usual = runner(twice).build();
    assertThrows(TooManyRoundsException.class, () -> usual.run(request));
    assertEquals(10, chat.requests.size());
  }

  @Test
  void badSettings_areRefused_andNothingSent() {
    assertThrows(InvalidInputException.class, () -> ToolRunner.on(chat).build());
    for (int rounds : new int[] {0, -1, 1_001}) {
      assertThrows(InvalidInputException.class, () -> ToolRunner.on(chat).maxRounds(rounds));
    }
    assertThrows(InvalidInputException.class, () -> ToolRunner.on(chat).deadline(Duration.ZERO));
    ChatRequest withTools = request.newBuilder().tools(List.of(twice.definition())).build();
    assertThrows(InvalidInputException.class, () -> runner(twice).build().run(withTools));
    assertEquals(List.of(), chat.requests);
  }

  @Test
  void choiceThatForcesACall_holdsForTheFirstRound() {
    List<Object> forcing =
        List.of("required", Map.of("type", "function", "function", Map.of("name", "twice")));
    for (Object choice : forcing) {
      assertEquals(List.of(choice, "auto"), choices(choice));
    }
    List<Object> others =
        List.of(
            "none",
            "auto",
            ToolChoice.allowed(ToolChoice.AUTO, List.of(twice.definition())).json());
    for (Object choice : others) {
      assertEquals(List.of(choice, choice), choices(choice));
    }
  }

  private List<Object> choices(Object choice) {
    chat.requests.clear();
    chat.calling(twice("a", 1)).text("");
    runner(twice).build().run(request.newBuilder().putAdditional("tool_choice", choice).build());
    return chat.requests.stream()
        .map(sent -> sent.json().get("tool_choice").orElseThrow())
        .map(sent -> sent.equals(JsonValue.of(choice)) ? choice : ((JsonString) sent).value())
        .toList();
  }

  @Test
  void erasableContent_staysErasable() {
    try (JsonErasableString prompt = JsonErasableString.owning("secret".toCharArray())) {
      chat.calling(twice("a", 1)).text("");
      ChatRequest erasable = ChatRequest.builder().model("m").user(prompt).build();
      ToolRun run = runner(twice).build().run(erasable);
      assertSame(prompt, chat.lastMessages().get(0).json().get("content").orElseThrow());
      assertSame(prompt, run.conversation().messages().get(0).json().get("content").orElseThrow());
    }
  }

  @Test
  void listener_isToldOfRoundsAndTools_andNoContents() {
    List<String> told = new ArrayList<>();
    ToolListener listener =
        new ToolListener() {
          @Override
          public void roundAnswered(int round) {
            told.add("round " + round);
          }

          @Override
          public void toolCalled(String name, Duration took) {
            told.add(name + " took " + took.toMillis() + " ms");
          }
        };
    long[] nanos = {0};
    chat.calling(twice("a", 1), FakeChat.call("b", "fail", "{\"value\":1}"))
        .calling(FakeChat.call("a", "canary", "{}"), FakeChat.call("a", "twice", "canary"))
        .text("");
    runner(twice, throwing(new ToolException("canary")))
        .listener(listener)
        .nanos(() -> nanos[0] += 1_000_000)
        .build()
        .run(request);
    assertEquals(
        List.of("round 1", "twice took 1 ms", "fail took 1 ms", "round 2", "round 3"), told);
    assertTrue(done.size() == 1);
  }

  /** A listener that fails whatever it is told. */
  private static final class FailingListener implements ToolListener {
    @Override
    public void roundAnswered(int round) {
      throw new AssertionError("of the listener");
    }

    @Override
    public void toolCalled(String name, Duration took) {
      throw new IllegalStateException("of the listener");
    }
  }

  @Test
  void listenerThatThrows_changesNothing() {
    chat.calling(twice("a", 1)).text("done");
    ToolRun run = runner(twice).listener(new FailingListener()).build().run(request);
    assertEquals(Optional.of("done"), run.response().firstText());
  }

  @Test
  void listenerThatThrows_hidesNoExceptionOfATool() {
    RuntimeException ofTool = new IllegalStateException("of the tool");
    chat.calling(FakeChat.call("b", "fail", "{\"value\":1}"));
    ToolRunner runner = runner(throwing(ofTool)).listener(new FailingListener()).build();
    assertSame(ofTool, assertThrows(IllegalStateException.class, () -> runner.run(request)));
  }
}
