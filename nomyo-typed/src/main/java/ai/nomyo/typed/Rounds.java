package ai.nomyo.typed;

import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.Choice;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.chat.ToolCall;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.UnfitAnswerException;
import ai.nomyo.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a {@link ToolRunner}: its rounds so far. */
final class Rounds {

  private final ToolRunner runner;
  private final ChatRequest request;
  private final RequestOptions options;
  private final RunDeadline deadline;
  private final CallMaker calls;
  private final List<ChatResponse> responses = new ArrayList<>();
  private final List<ChatMessage> added = new ArrayList<>();

  Rounds(ToolRunner runner, ChatRequest request, RequestOptions options) {
    if (request.json().get("tools").isPresent()) {
      throw new InvalidInputException("tools", "some in the request", "those of the runner only");
    }
    this.runner = runner;
    this.request = request.newBuilder().tools(runner.tools.definitions()).build();
    this.options = options;
    this.deadline = new RunDeadline(runner.deadline, runner.nanos);
    this.calls = new CallMaker(runner.tools, runner.listener, runner.nanos, deadline);
  }

  ToolRun run() {
    while (true) {
      ChatResponse response = answer();
      Optional<Choice> choice = response.choices().stream().findFirst();
      Optional<ChatMessage> message = choice.flatMap(Choice::message);
      message.map(Rounds::asSent).ifPresent(added::add);
      List<ToolCall> wanted = message.map(ChatMessage::toolCalls).orElse(List.of());
      if (wanted.isEmpty()) {
        return new ToolRun(responses, messages());
      }
      if (responses.size() == runner.maxRounds) {
        throw new TooManyRoundsException(runner.maxRounds, messages());
      }
      boolean whole = choice.flatMap(Choice::finishReason).filter("length"::equals).isEmpty();
      wanted.forEach(call -> added.add(result(call, whole, response)));
    }
  }

  private ChatResponse answer() {
    int round = responses.size() + 1;
    ChatResponse response =
        runner.client.create(next(), deadline.within(options, "round " + round));
    responses.add(response);
    runner.listener.roundAnswered(round);
    return response;
  }

  private ChatRequest next() {
    ChatRequest next = request.newBuilder().messages(added).build();
    return responses.isEmpty() ? next : unforced(next);
  }

  /** A choice that forces a call would go on forcing one for ever. */
  private static ChatRequest unforced(ChatRequest request) {
    JsonObject json = request.json();
    boolean forced =
        json.getString("tool_choice").filter("required"::equals).isPresent()
            || json.getObject("tool_choice").flatMap(choice -> choice.get("function")).isPresent();
    return forced ? request.newBuilder().putAdditional("tool_choice", "auto").build() : request;
  }

  /** As the model wrote it; what is sent needs a role. */
  private static ChatMessage asSent(ChatMessage message) {
    return message.role().isPresent()
        ? message
        : new ChatMessage(message.json().newBuilder().put("role", "assistant").build());
  }

  private List<ChatMessage> messages() {
    List<ChatMessage> all = new ArrayList<>(request.messages());
    all.addAll(added);
    return all;
  }

  private ChatMessage result(ToolCall call, boolean whole, ChatResponse response) {
    String id =
        call.id()
            .orElseThrow(
                () ->
                    new UnfitAnswerException(
                        "tool call",
                        "it has no id to answer to",
                        response.firstText().orElse(""),
                        response.metadata().payloadId().orElse(null)));
    return ChatMessage.tool(
        id,
        whole
            ? calls.make(call)
            : "error: not called, as your answer was cut off at the token limit");
  }
}
