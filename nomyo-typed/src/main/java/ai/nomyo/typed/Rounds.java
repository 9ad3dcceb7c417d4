// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Conversation;
import ai.nomyo.chat.FinishReason;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.ToolCall;
import ai.nomyo.chat.ToolChoice;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.UnfitAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One run of a {@link ToolRunner}: its rounds so far. */
final class Rounds {

  private static final String CUT_OFF =
      "error: not called, as your answer was cut off at the token limit";

  private final ToolRunner runner;
  private final RequestOptions options;
  private final RunDeadline deadline;
  private final CallMaker calls;
  private final List<ChatResponse> responses = new ArrayList<>();
  private ChatRequest request;

  Rounds(ToolRunner runner, ChatRequest request, RequestOptions options) {
    if (request.json().get("tools").isPresent()) {
      throw new InvalidInputException("tools", "some in the request", "those of the runner only");
    }
    this.runner = runner;
    this.request = request.newBuilder().tools(runner.tools.definitions()).build();
    this.options = options;
    this.deadline = new RunDeadline(runner.deadline, runner.nanos);
    Toolbox callable = request.toolChoice().map(runner.tools::allowedBy).orElse(runner.tools);
    this.calls = new CallMaker(callable, runner.listener, runner.nanos, deadline);
  }

  ToolRun run() {
    while (true) {
      ChatResponse response = answer();
      Optional<ChatMessage> message = response.firstMessage().map(Rounds::asSent);
      Conversation before = Conversation.of(request.messages());
      Conversation said = message.map(before::with).orElse(before);
      List<ToolCall> wanted = message.map(ChatMessage::toolCalls).orElse(List.of());
      if (wanted.isEmpty()) {
        return new ToolRun(responses, said);
      }
      if (responses.size() == runner.maxRounds) {
        throw new TooManyRoundsException(runner.maxRounds, said);
      }
      request = next(message.orElseThrow(), results(wanted, response));
    }
  }

  private ChatResponse answer() {
    int round = responses.size() + 1;
    ChatResponse response =
        runner.client.create(request, deadline.within(options, "round " + round));
    responses.add(response);
    runner.listener.roundAnswered(round);
    return response;
  }

  /** As the model wrote it; what is sent needs a role. */
  private static ChatMessage asSent(ChatMessage message) {
    return message.role().isPresent()
        ? message
        : new ChatMessage(message.json().newBuilder().put("role", "assistant").build());
  }

  private List<ChatMessage> results(List<ToolCall> wanted, ChatResponse response) {
    boolean whole =
        response.choices().get(0).finishReason().filter(FinishReason.LENGTH::equals).isEmpty();
    // First of all: what is called for a round that cannot be answered is called for nothing.
    List<String> ids = wanted.stream().map(call -> id(call, response)).toList();
    response.firstMessage().map(Rounds::asSent).ifPresent(said -> checkSendable(said, response));
    return IntStream.range(0, ids.size())
        .mapToObj(i -> ChatMessage.tool(ids.get(i), whole ? calls.make(wanted.get(i)) : CUT_OFF))
        .toList();
  }

  private static void checkSendable(ChatMessage said, ChatResponse response) {
    try {
      said.newBuilder().build();
    } catch (InvalidInputException quotingNumbers) {
      throw unfit(response, "message", "it cannot be sent back as it is");
    }
  }

  private static String id(ToolCall call, ChatResponse response) {
    return call.id().orElseThrow(() -> unfit(response, "tool call", "it has no id to answer to"));
  }

  private static UnfitAnswerException unfit(ChatResponse response, String form, String problem) {
    return AnswerText.unfit(response, form, problem, response.firstText().orElse(""));
  }

  private ChatRequest next(ChatMessage answer, List<ChatMessage> results) {
    ChatRequest.Builder next = request.newBuilder().message(answer).messages(results);
    request.toolChoice().map(Rounds::unforced).ifPresent(next::toolChoice);
    return next.build();
  }

  /** A choice that forces a call would go on forcing one for ever. */
  private static ToolChoice unforced(ToolChoice choice) {
    if (choice.mode().filter("required"::equals).isEmpty() && choice.name().isEmpty()) {
      return choice;
    }
    return choice.tools().isEmpty()
        ? ToolChoice.AUTO
        : ToolChoice.allowed(ToolChoice.AUTO, choice.tools());
  }
}
