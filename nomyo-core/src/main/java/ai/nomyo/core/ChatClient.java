// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.SecureCompletionClient;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.core.threads.DaemonThreads;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Chat completions on top of the protocol: a payload id per call, and calls in background. */
final class ChatClient implements SecureChatCompletion {

  private final SecureCompletionClient protocol;
  private final ExecutorService executor = DaemonThreads.newExecutor("nomyo-call");

  ChatClient(SecureCompletionClient protocol) {
    this.protocol = protocol;
  }

  @Override
  public ChatResponse create(ChatRequest request, RequestOptions options) {
    return protocol.sendSecureRequest(request, payloadId(options), options);
  }

  @Override
  public ErasableChatResponse createErasable(ChatRequest request, RequestOptions options) {
    return protocol.sendErasable(request, payloadId(options), options);
  }

  private static String payloadId(RequestOptions options) {
    Supplier<String> ids = options.payloadIds().orElse(() -> UUID.randomUUID().toString());
    return ids.get();
  }

  @Override
  public CompletableFuture<ChatResponse> createAsync(ChatRequest request, RequestOptions options) {
    return AsyncCall.start(() -> create(request, options), executor);
  }

  @Override
  public BackendReport backend() {
    return protocol.backend();
  }

  @Override
  public MemoryProtection memory() {
    return protocol.memory();
  }

  @Override
  public Optional<Duration> coolDown() {
    return protocol.coolDown();
  }

  @Override
  public void resetCoolDown() {
    protocol.resetCoolDown();
  }

  /** In this order: a transport may not take an interrupt and its own end at the same time. */
  @Override
  public void close() {
    protocol.close();
    executor.shutdownNow();
  }
}
