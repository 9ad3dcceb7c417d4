// SPDX-License-Identifier: Apache-2.0
package ai.nomyo;

import ai.nomyo.chat.ChatCall;
import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonErasableString;
import ai.nomyo.json.JsonObject;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Chat completions that nobody between this process and the router can read: each request is sealed
 * before it leaves and each answer opened after it arrives.
 *
 * <p>Safe for use by many threads. One instance keeps one client key and its connections, so keep
 * it and close it when done.
 */
public interface SecureChatCompletion extends AutoCloseable {

  /**
   * Sends a request and waits for the answer. Interrupting the thread aborts the exchange.
   *
   * @throws NomyoException one subclass per kind of failure; see {@code ai.nomyo.error}
   */
  ChatResponse create(ChatRequest request, RequestOptions options);

  /** As {@link #create(ChatRequest, RequestOptions)}, with nothing different from the client. */
  default ChatResponse create(ChatRequest request) {
    return create(request, RequestOptions.none());
  }

  /**
   * The Python client's {@code create(model, messages, **kwargs)}. {@code api_key} and {@code
   * security_tier} among the parameters become options of the call.
   *
   * @param messages maps with {@code role} and {@code content}
   * @param parameters any other parameters by their OpenAI names; {@code base_url} is refused,
   *     because a client talks to one router only
   * @throws NomyoException as {@link #create(ChatRequest, RequestOptions)}
   */
  default ChatResponse create(
      String model, List<? extends Map<String, ?>> messages, Map<String, ?> parameters) {
    for (String name : List.of("model", "messages", "base_url")) {
      if (parameters.containsKey(name)) {
        throw new InvalidInputException(
            name,
            "among the parameters",
            "model and messages as arguments, base_url on the client");
      }
    }
    JsonObject.Builder flat = JsonObject.builder().put("model", model).put("messages", messages);
    ChatCall call = ChatCall.of(flat.putAll(JsonObject.of(parameters)).build());
    return create(call.request(), call.options());
  }

  /**
   * As {@link #create(ChatRequest, RequestOptions)}, with an answer that can be erased. Give the
   * request erasable content as well ({@link JsonErasableString}) where the prompt must not stay.
   *
   * @return closed by the caller, which erases it; the client may be closed before
   * @throws NomyoException as {@link #create(ChatRequest, RequestOptions)}
   */
  ErasableChatResponse createErasable(ChatRequest request, RequestOptions options);

  /** As {@link #createErasable(ChatRequest, RequestOptions)}, with nothing different. */
  default ErasableChatResponse createErasable(ChatRequest request) {
    return createErasable(request, RequestOptions.none());
  }

  /**
   * Sends a request without waiting. Cancelling the future, and only that (not a stage derived from
   * it), aborts the exchange and erases its secrets. The caller closes a request's erasable content
   * when the future is done, not before.
   *
   * @return a future that fails with a {@link NomyoException}
   */
  CompletableFuture<ChatResponse> createAsync(ChatRequest request, RequestOptions options);

  /** As {@link #createAsync(ChatRequest, RequestOptions)}, with nothing different. */
  default CompletableFuture<ChatResponse> createAsync(ChatRequest request) {
    return createAsync(request, RequestOptions.none());
  }

  /** The crypto backend this client works with, and why it is that one. */
  BackendReport backend();

  /** How this client protects the secrets in its memory, at this moment. */
  MemoryProtection memory();

  /**
   * How long calls are not sent, because the service blocked their API key after too many requests;
   * of several keys the longest. Empty when everything is sent.
   */
  Optional<Duration> coolDown();

  /** Sends calls again from now on, whatever {@link #coolDown} says. */
  void resetCoolDown();

  /** Aborts what is under way, closes the connections and erases the client's key. */
  @Override
  void close();
}
