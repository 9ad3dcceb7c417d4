// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.chat.ChatMessage;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.client.Nomyo;
import ai.nomyo.json.JsonObject;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A client that answers as it was told and keeps what it was asked. */
final class FakeChat implements SecureChatCompletion {

  private final Deque<Supplier<ChatResponse>> answers = new ArrayDeque<>();
  final List<ChatRequest> requests = new ArrayList<>();
  final List<RequestOptions> options = new ArrayList<>();
  final List<CompletableFuture<ChatResponse>> futures = new ArrayList<>();

  static ChatRequest asking(String prompt) {
    return ChatRequest.builder().model("m").user(prompt).build();
  }

  /** An answer with this text. */
  FakeChat text(String content) {
    return message(Map.of("role", "assistant", "content", content), "stop");
  }

  /** An answer that calls tools. */
  FakeChat calling(Map<?, ?>... calls) {
    return message(Map.of("role", "assistant", "tool_calls", List.of(calls)), "tool_calls");
  }

  static Map<String, Object> call(String id, String name, String arguments) {
    return Map.of(
        "id", id, "type", "function", "function", Map.of("name", name, "arguments", arguments));
  }

  FakeChat message(Map<String, ?> message, String finishReason) {
    Map<String, ?> choice = Map.of("message", message, "finish_reason", finishReason);
    return json(
        Map.of("choices", List.of(choice), "_metadata", Map.of("payload_id", "the-payload-id")));
  }

  FakeChat json(Map<String, ?> answer) {
    JsonObject json = JsonObject.of(answer);
    return then(() -> ChatResponse.of(json, Nomyo.json().write(json)));
  }

  /** Whatever happens in a call. */
  FakeChat then(Supplier<ChatResponse> call) {
    answers.add(call);
    return this;
  }

  /** The messages of the last request. */
  List<ChatMessage> lastMessages() {
    return requests.get(requests.size() - 1).messages();
  }

  @Override
  public ChatResponse create(ChatRequest request, RequestOptions ofCall) {
    requests.add(request);
    options.add(ofCall);
    return answers.remove().get();
  }

  /** Done when the test says so. */
  @Override
  public CompletableFuture<ChatResponse> createAsync(ChatRequest request, RequestOptions ofCall) {
    requests.add(request);
    options.add(ofCall);
    futures.add(new CompletableFuture<>());
    return futures.get(futures.size() - 1);
  }

  /** Lets the last future have the next answer. */
  void complete() {
    futures.get(futures.size() - 1).complete(answers.remove().get());
  }

  @Override
  public ErasableChatResponse createErasable(ChatRequest request, RequestOptions ofCall) {
    throw new AssertionError("not asked for");
  }

  @Override
  public BackendReport backend() {
    throw new AssertionError("not asked for");
  }

  @Override
  public MemoryProtection memory() {
    throw new AssertionError("not asked for");
  }

  @Override
  public Optional<Duration> coolDown() {
    return Optional.empty();
  }

  @Override
  public void resetCoolDown() {}

  @Override
  public void close() {}
}
